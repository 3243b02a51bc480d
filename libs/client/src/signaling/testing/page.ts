import type { Welcome } from '@rtc-call/contract';
import { CallError } from '../../errors/call-error.ts';
import { SeededRandom } from '../../testing/seeded-random.ts';
import type { FakeClock } from '../../testing/fake-clock.ts';
import type { FakeSignalingServer } from '../../testing/fake-signaling-server.ts';
import type { RoomEvent } from '../room-event.ts';
import { SignalingSession } from '../session.driver.ts';
import type { Connection } from '../session-listener.ts';
import { profile, signal } from './responses.ts';

/** A page with a session in the room `room`, that writes down all it is told. */
export class Page {
  readonly welcomes: (Welcome & { readonly epoch: string })[] = [];
  readonly events: RoomEvent[] = [];
  readonly connections: Connection[] = [];
  closed: CallError | 'left' | null = null;
  readonly session: SignalingSession;

  /** `before`: the session of the page that this one takes the place of. */
  constructor(server: FakeSignalingServer, clock: FakeClock, name: string, before: SignalingSession | null = null) {
    const random = new SeededRandom(name.length);
    this.session = new SignalingSession({
      transport: server.transport(name),
      clock,
      random: { next: () => random.next(), secret: () => `${name}${before === null ? 1 : 2}`.padEnd(32, '0') },
      listener: {
        welcome: (welcome, epoch) => this.welcomes.push({ ...welcome, epoch }),
        event: (event) => this.events.push(event),
        connection: (connection) => this.connections.push(connection),
        closed: (error) => {
          this.closed = error ?? 'left';
        },
      },
    });
    const shown = { displayName: name, microphoneOn: false, cameraOn: false };
    const [resumeToken, attempts] = [before?.resumeToken ?? null, before?.attempts ?? 0];
    this.session.open({ room: 'room', profile: () => shown, resumeToken, attempts });
  }

  get id(): string {
    return this.welcomes.at(-1)?.participantId ?? '';
  }

  /** This page's incarnation, by each of its welcomes. */
  get incarnations(): (string | undefined)[] {
    return this.welcomes.map(({ participants }) => participants.find(({ id }) => id === this.id)?.incarnation);
  }

  /** The ids of the signals that it has received, in order. */
  get heard(): (string | undefined)[] {
    return this.events.flatMap((event) =>
      event.oneofKind === 'signalReceived' ? [event.signalReceived.signal?.negotiationId] : [],
    );
  }

  get kinds(): string[] {
    return this.events.map(({ oneofKind }) => oneofKind);
  }

  /** Says something to another page. */
  tell(other: Page, negotiationId: string): void {
    const { message } = signal(negotiationId);
    if (message.oneofKind !== 'signal') return;
    this.session.say({
      message: { oneofKind: 'signal', signal: { ...message.signal, to: other.id, toIncarnation: '' } },
    });
  }

  rename(displayName: string): void {
    this.session.say(profile(displayName));
  }
}
