import type { PageConnections } from '../testing/peer-connection/page-connections.ts';
import type { ReplayAir } from './replay-air.ts';
import type { ReplayConnection } from './replay-connection.ts';

/** The real peer connections of one page. */
export class ReplayConnections implements PageConnections {
  readonly made: ReplayConnection[] = [];
  readonly #air: ReplayAir;
  readonly #page: string;

  constructor(air: ReplayAir, page: string) {
    this.#air = air;
    this.#page = page;
  }

  get open(): ReplayConnection[] {
    return this.made.filter(({ isClosed }) => !isClosed);
  }

  create(configuration: RTCConfiguration): RTCPeerConnection {
    const connection = this.#air.create(configuration, this.#page);
    this.made.push(connection);
    return connection;
  }

  createStream(): MediaStream {
    return new MediaStream();
  }
}
