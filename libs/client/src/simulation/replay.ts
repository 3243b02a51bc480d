import { FakeAir } from '../testing/peer-connection/fake-air.ts';
import { replayTrack } from './replay-track.ts';
import type { Browsers } from './browsers.ts';
import { makeScenario } from './make-scenario.ts';
import { ReplayAir } from './replay-air.ts';
import { ReplayClock } from './replay-clock.ts';
import { ReplayConnections } from './replay-connections.ts';
import { simulate } from './simulation.ts';
import { REAL, type Strategies } from './strategies.ts';

/** What came of a run with real connections. */
export interface Replay {
  /** What must not be and was; empty when all is well. */
  readonly faults: readonly string[];
  /** What happened, line by line. */
  readonly trace: readonly string[];
}

/**
 * Runs the scenario of a seed with the real RTCPeerConnection of the browser
 * that this is in. The rest is made up as ever, and two things of the
 * connections are: what is lost between two pages, while that is interrupted or
 * when one of them has moved, is the control channel only; and a page that
 * crashes leaves its ends alive and mute.
 * The script and the faults are the seed's; what real connections take, and so
 * what else falls together, differs a little from run to run.
 */
export async function replay(seed: number, strategies: Strategies = REAL): Promise<Replay> {
  const trace: string[] = [];
  const clock = new ReplayClock(() => connections.settled());
  const air = new FakeAir(clock);
  const connections = new ReplayAir(air);
  const browsers: Browsers = {
    clock,
    air,
    createConnections: (page) => new ReplayConnections(connections, page),
    createTrack: replayTrack,
    faults: () => connections.faults(),
  };
  try {
    // A browser finds other candidates than a made-up one, so a window that is tight for those would be another one here.
    const scenario = { ...makeScenario(seed), keptEntries: null };
    const { faults } = await simulate(scenario, strategies, trace, browsers);
    return { faults, trace };
  } catch (thrown) {
    return { faults: [`${clock.now()} ms: ${String(thrown)}`], trace };
  } finally {
    connections.close();
  }
}
