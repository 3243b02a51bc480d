import type { Observable } from '../call/call.ts';
import { FollowedValue } from '../call/followed-value.ts';
import type { Clock } from '../ports/clock.ts';
import type { CallStatistics, LinkStatistics } from './link-statistics.ts';
import { measureLink } from './measure-link.ts';
import type { StatsReport } from './stats-report.ts';

/** How often the links are sampled, in milliseconds: about as often as RTCP reports come. */
export const SAMPLE_INTERVAL_MS = 1_000;

/**
 * How long a round waits for a link, in milliseconds. One that has not answered
 * by then is left out, and asked nothing more until it answers: a browser that
 * never tells of one link does not hold up the others.
 */
export const SAMPLE_WITHIN_MS = 5_000;

/** What is sampled of a link. */
export interface SampledLink {
  readonly participantId: string;
  readonly generation: number;
  readonly peerConnection: SampledConnection;
}

/** What is needed of its RTCPeerConnection. */
export interface SampledConnection {
  getStats(): Promise<StatsReport>;
}

export interface StatisticsOptions {
  readonly clock: Clock;
  /** The link that leads to each other participant. Asked at every sample. */
  links(): Iterable<SampledLink>;
}

/**
 * The statistics of a call. Samples at once and then every second while somebody
 * subscribes, and tells every sample; without subscribers it does nothing, and
 * its value is empty.
 */
export function createStatistics(options: StatisticsOptions): Observable<CallStatistics> {
  return new FollowedValue<CallStatistics>(new Map(), (tell) => {
    const sampler = new Sampler(options, tell);
    return () => sampler.stop();
  });
}

/** Samples until it is stopped, one round after the other: a slow browser gets fewer of them, not more at once. */
class Sampler {
  readonly #options: StatisticsOptions;
  readonly #tell: (statistics: CallStatistics) => void;
  /** The last report of each connection. Another one, also to the same participant, has none: it counts anew. */
  #reports = new Map<SampledConnection, StatsReport>();
  /** Those that have not answered yet. */
  readonly #asked = new Set<SampledConnection>();
  #isStopped = false;
  #cancelNext = () => {};
  #endRound = () => {};

  constructor(options: StatisticsOptions, tell: (statistics: CallStatistics) => void) {
    this.#options = options;
    this.#tell = tell;
    void this.#sample();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelNext();
    this.#endRound();
  }

  async #sample(): Promise<void> {
    const { clock, links } = this.#options;
    const begun = clock.now();
    // Rebuilt each time, so that those who left are forgotten.
    const before = this.#reports;
    const reports = new Map<SampledConnection, StatsReport>();
    const isOver = this.#beginRound();
    const sampled = await Promise.all(
      Array.from(links(), async (link): Promise<[string, LinkStatistics] | null> => {
        const { participantId, generation, peerConnection } = link;
        const report = await Promise.race([this.#ask(peerConnection), isOver]);
        if (report === null) return null;
        // A browser makes an entry anew each time it is read, so each is read once.
        const now: StatsReport = new Map(report);
        reports.set(peerConnection, now);
        return [participantId, measureLink({ at: clock.now(), generation }, before.get(peerConnection) ?? null, now)];
      }),
    );
    this.#endRound();
    if (this.#isStopped) return;
    this.#reports = reports;
    this.#cancelNext = clock.after(Math.max(0, begun + SAMPLE_INTERVAL_MS - clock.now()), () => void this.#sample());
    this.#tell(new Map(sampled.filter((entry) => entry !== null)));
  }

  /** Resolves when the round has waited long enough. */
  #beginRound(): Promise<null> {
    return new Promise((resolve) => {
      const cancel = this.#options.clock.after(SAMPLE_WITHIN_MS, () => resolve(null));
      this.#endRound = () => {
        cancel();
        resolve(null);
      };
    });
  }

  /** Null where the connection refuses, as one may that is being closed, or has not answered the last time yet. */
  async #ask(connection: SampledConnection): Promise<StatsReport | null> {
    if (this.#asked.has(connection)) return null;
    this.#asked.add(connection);
    try {
      return await connection.getStats();
    } catch {
      return null;
    } finally {
      this.#asked.delete(connection);
    }
  }
}
