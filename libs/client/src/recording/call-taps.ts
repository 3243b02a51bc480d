import type { Signal } from '@rtc-call/contract';
import type { Observable } from '../call/call.ts';
import type { CallReport } from '../call/call-report.ts';
import type { CallSnapshot } from '../call/snapshot.ts';
import type { LinkLife } from '../link/link-life.ts';
import type { Clock } from '../ports/clock.ts';
import type { CallEventLog } from './call-event-log.ts';
import type { SignalEvent, StreamEvent } from './call-event.ts';
import { reportEvent } from './report-event.ts';
import { signalEvent } from './signal-event.ts';
import { snapshotEvents } from './snapshot-events.ts';
import { watchConnection } from './watch-connection.ts';

/** What the parts of a call tell of themselves, turned into events. Nothing in a call depends on it. */
export class CallTaps {
  readonly #log: CallEventLog;
  readonly #clock: Clock;
  #shown: CallSnapshot;
  /** What ends the watch of each link that is not closed. */
  readonly #watches = new Map<RTCPeerConnection, () => void>();

  constructor(log: CallEventLog, clock: Clock, snapshot: Observable<CallSnapshot>) {
    this.#log = log;
    this.#clock = clock;
    this.#shown = snapshot.value;
    snapshot.subscribe((now) => this.#snapshot(now));
  }

  stream(event: StreamEvent): void {
    this.#log.tell(event);
  }

  signal(direction: SignalEvent['direction'], participantId: string, signal: Signal): void {
    const event = signalEvent(direction, participantId, signal);
    if (event !== null) this.#log.tell(event);
  }

  link({ moment, participantId, generation, peerConnection }: LinkLife): void {
    this.#log.tell({ type: 'link', change: moment, participantId, generation });
    if (moment === 'made') this.#watch(peerConnection, participantId, generation);
    if (moment !== 'closed') return;
    this.#watches.get(peerConnection)?.();
    this.#watches.delete(peerConnection);
  }

  report(report: CallReport): void {
    this.#log.tell(reportEvent(report));
  }

  #snapshot(now: CallSnapshot): void {
    const before = this.#shown;
    this.#shown = now;
    for (const event of snapshotEvents(before, now)) this.#log.tell(event);
  }

  #watch(peerConnection: RTCPeerConnection, participantId: string, generation: number): void {
    const ending = new AbortController();
    const look = watchConnection({
      peerConnection,
      link: { participantId, generation },
      clock: this.#clock,
      signal: ending.signal,
      tell: (happening) => this.#log.tell(happening),
      isHeard: () => this.#log.isHeard,
    });
    const endSamples = this.#log.onSample(look);
    this.#watches.set(peerConnection, () => {
      endSamples();
      ending.abort();
    });
  }
}
