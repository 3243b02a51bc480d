import { SeededRandom } from '../seeded-random.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CreateTrack } from '../fake-track.ts';
import { FakeMediaStream } from '../fake-media-stream.ts';
import type { FakeAir } from './fake-air.ts';
import { FakePeerConnection } from './fake-peer-connection.ts';
import type { PageConnections } from './page-connections.ts';

export interface FakePeerConnectionsOptions {
  readonly clock: Clock;
  /** Shared by all pages that are to reach one another. */
  readonly air: FakeAir;
  /** By which `FakeAir.interrupt` knows it; that of a page that was reloaded stays. */
  readonly page: string;
  /** What the browser's own work takes, and how many candidates it finds. Default: the same in every run. */
  readonly random?: SeededRandom;
  /** Makes the tracks that they receive. Default: a FakeMediaTrack. */
  readonly createTrack?: CreateTrack;
}

/** The peer connections of one page. */
export class FakePeerConnections implements PageConnections {
  readonly made: FakePeerConnection[] = [];
  readonly #options: FakePeerConnectionsOptions;
  readonly #random: SeededRandom;

  constructor(options: FakePeerConnectionsOptions) {
    this.#options = options;
    this.#random = options.random ?? new SeededRandom(1);
  }

  get open(): FakePeerConnection[] {
    return this.made.filter(({ isClosed }) => !isClosed);
  }

  create(configuration: RTCConfiguration): RTCPeerConnection {
    const name = this.#options.air.nextName(this.#options.page);
    const connection = new FakePeerConnection({ ...this.#options, name, random: this.#random, configuration });
    this.made.push(connection);
    return connection.asBrowsers;
  }

  createStream(): MediaStream {
    return new FakeMediaStream();
  }
}
