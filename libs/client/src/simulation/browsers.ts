import { FakeClock } from '../testing/fake-clock.ts';
import type { CreateTrack } from '../testing/fake-track.ts';
import { FakeAir } from '../testing/peer-connection/fake-air.ts';
import type { PageConnections } from '../testing/peer-connection/page-connections.ts';

/** The browsers that the pages of a run are in. */
export interface Browsers {
  readonly clock: FakeClock;
  readonly air: FakeAir;
  /** Makes the connections of a page that is opened. Default: made up. */
  readonly createConnections?: (page: string) => PageConnections;
  /** Makes the tracks of devices. Default: made up. */
  readonly createTrack?: CreateTrack;
  /** What must not be of the connections, and is, when nothing goes wrong any more: more than pages show of them. */
  readonly faults?: () => readonly string[];
}

/** Browsers in which all is made up. */
export function madeUpBrowsers(): Browsers {
  const clock = new FakeClock();
  return { clock, air: new FakeAir(clock) };
}
