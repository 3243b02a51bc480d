import type { Clock } from '../../ports/clock.ts';
import type { PeerConnections } from '../../ports/peer-connections.ts';
import { FakePathConnection } from './fake-path-connection.ts';
import type { FakeWire } from './fake-wire.ts';

/** What comes of asking a STUN or TURN server. */
export type FakeAnswer =
  /** A candidate, and for a relay what it carries. */
  | { readonly kind: 'candidate'; readonly wire?: FakeWire }
  /** A candidate of a relay through which nothing gets. */
  | { readonly kind: 'blocked' }
  /** No candidate and no error: the address is that of the device itself. */
  | { readonly kind: 'nothing' }
  /** An error, told before or after the end of gathering, as in Chromium or in Firefox. */
  | { readonly kind: 'error'; readonly code: number; readonly told: 'before' | 'after' }
  /** The browser takes no such URL (W3C webrtc-pc, 4.4.1.1). */
  | { readonly kind: 'refused-by-browser' }
  /** Nothing for longer than anybody waits. */
  | { readonly kind: 'silence' };

/** The peer connections of a page whose STUN and TURN servers answer as a test says, by their URLs. */
export class FakePaths implements PeerConnections {
  readonly made: FakePathConnection[] = [];
  readonly #answers: Readonly<Record<string, FakeAnswer>>;
  readonly #clock: Clock;

  constructor(answers: Readonly<Record<string, FakeAnswer>>, clock: Clock) {
    this.#answers = answers;
    this.#clock = clock;
  }

  create({ iceServers = [], iceTransportPolicy }: RTCConfiguration): RTCPeerConnection {
    const [url = ''] = iceServers.flatMap(({ urls }) => urls);
    const answer = this.#answers[url];
    if (answer === undefined) throw new Error(`the test does not say what ${url} answers`);
    if (answer.kind === 'refused-by-browser') throw new DOMException(`'${url}' is no URL for it`, 'SyntaxError');
    const name = String(this.made.length);
    const find = (other: string) => this.made.find((connection) => connection.name === other);
    const connection = new FakePathConnection({
      name,
      url,
      answer,
      relayOnly: iceTransportPolicy === 'relay',
      clock: this.#clock,
      find,
    });
    this.made.push(connection);
    return connection as unknown as RTCPeerConnection;
  }

  createStream(): MediaStream {
    throw new Error('a preflight has no streams');
  }
}
