import {
  type CallEvent,
  READ_CHARACTERS,
  type ReadRecording,
  type RecordingFault,
  RecordingRefusal,
  readRecording,
} from '@rtc-call/client';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { eventsOf, type Inspected, type InspectedCall } from './inspected.ts';
import { LiveInspection } from './live-inspection.ts';

/** What has happened so far. */
export interface InspectedEvents {
  readonly all: readonly CallEvent[];
  /** Those that are no samples. */
  readonly happenings: readonly CallEvent[];
}

/**
 * What an inspector has before it: the call that it follows while it is on the
 * page, or a recording that was opened. The host renders again when it changes.
 */
export class InspectionController implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #call: InspectedCall | null = null;
  #live: LiveInspection | null = null;
  #read: ReadRecording | null = null;
  #fault: RecordingFault | null = null;
  #happenings: readonly CallEvent[] = [];
  #isConnected = false;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    this.#isConnected = true;
    this.#follow();
  }

  hostDisconnected(): void {
    this.#isConnected = false;
    this.#follow();
  }

  get inspected(): Inspected {
    if (this.#read !== null) return { kind: 'recorded', read: this.#read };
    return this.#live === null ? { kind: 'nothing' } : { kind: 'live', recording: this.#live.recording };
  }

  /** Why a file could not be opened, or not as a whole; null when nothing is wrong. */
  get fault(): RecordingFault | null {
    return this.#fault;
  }

  get events(): InspectedEvents {
    const all = eventsOf(this.inspected);
    return { all, happenings: this.#happeningsAmong(all) };
  }

  /** Follows this call from now on; null for none. */
  follow(call: InspectedCall | null): void {
    this.#call = call;
    this.#follow();
  }

  /** Shows a recording, or the call again. A text that is no recording leaves what was shown. */
  show(text: string | null): void {
    this.#fault = null;
    try {
      this.#read = text === null ? null : readRecording(text);
      this.#fault = this.#read?.fault ?? null;
    } catch (thrown) {
      if (!(thrown instanceof RecordingRefusal)) throw thrown;
      this.#fault = thrown.fault;
    }
    this.#host.requestUpdate();
  }

  async open(file: File): Promise<void> {
    // What is far too long is refused unread; its beginning tells what it is all the same.
    this.show(await file.slice(0, READ_CHARACTERS + 1).text());
  }

  #follow(): void {
    const call = this.#isConnected ? this.#call : null;
    if (call === (this.#live?.call ?? null)) return;
    this.#live?.stop();
    this.#live = call === null ? null : new LiveInspection(call, () => this.#host.requestUpdate());
    this.#host.requestUpdate();
  }

  /** The same list as long as nothing but samples came: what shows no samples is not drawn anew for each of them. */
  #happeningsAmong(events: readonly CallEvent[]): readonly CallEvent[] {
    const now = events.filter(({ type }) => type !== 'statistics');
    const isSame = now.length === this.#happenings.length && now.at(-1) === this.#happenings.at(-1);
    if (!isSame) this.#happenings = now;
    return this.#happenings;
  }
}
