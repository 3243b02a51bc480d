import type { AudioLevels, Observable } from '../call/call.ts';
import { FollowedValue } from '../call/followed-value.ts';
import type { Clock } from '../ports/clock.ts';
import type { AudioGraph, AudioTap } from './audio-graph.ts';
import { loudness } from './loudness.ts';
import { type LevelReceiver, ReceivedLevel } from './received-level.ts';

/** How often the levels are measured, in milliseconds. */
export const MEASURE_INTERVAL_MS = 125;

/** Whose level there is to measure at this moment. */
export interface LevelSources {
  /** The track of this participant's microphone, muted or not; null when no device is held. */
  readonly self: MediaStreamTrack | null;
  /** What receives the microphone of each other participant, by participant id. */
  readonly others: Iterable<readonly [participantId: string, receiver: LevelReceiver]>;
}

export interface LevelsOptions {
  readonly clock: Clock;
  readonly audioGraph: AudioGraph;
  /** Asked at every measurement. */
  sources(): LevelSources;
}

/**
 * The levels of a call. Measures while somebody subscribes, and tells when a
 * level changed; without subscribers it does nothing, and its value is empty.
 */
export function createLevels({ clock, audioGraph, sources }: LevelsOptions): Observable<AudioLevels> {
  return new FollowedValue<AudioLevels>(new Map(), (tell) => {
    const meter = new LevelMeter(audioGraph);
    let told: AudioLevels = new Map();
    let cancelNext = () => {};
    const measure = () => {
      cancelNext = clock.after(MEASURE_INTERVAL_MS, measure);
      const levels = meter.read(sources());
      if (sameLevels(levels, told)) return;
      told = levels;
      tell(levels);
    };
    measure();
    return () => {
      cancelNext();
      meter.close();
    };
  });
}

/** Reads everybody's level, and remembers of each what the next reading needs. */
class LevelMeter {
  readonly #own: OwnLevel;
  #others = new Map<LevelReceiver, ReceivedLevel>();

  constructor(graph: AudioGraph) {
    this.#own = new OwnLevel(graph);
  }

  read({ self, others }: LevelSources): AudioLevels {
    const levels = new Map<string, number>();
    if (self !== null) levels.set('self', this.#own.read(self));
    else this.#own.close();
    // Rebuilt each time, so that those who left are forgotten.
    const known = this.#others;
    this.#others = new Map();
    for (const [id, receiver] of others) {
      const received = known.get(receiver) ?? new ReceivedLevel(receiver);
      this.#others.set(receiver, received);
      levels.set(id, received.read());
    }
    return levels;
  }

  close(): void {
    this.#own.close();
  }
}

/** Measures the track that is in use, and follows when it is another. */
class OwnLevel {
  readonly #graph: AudioGraph;
  #tapped: { readonly track: MediaStreamTrack; readonly tap: AudioTap } | null = null;

  constructor(graph: AudioGraph) {
    this.#graph = graph;
  }

  read(track: MediaStreamTrack): number {
    if (this.#tapped?.track !== track) {
      this.close();
      this.#tapped = { track, tap: this.#graph.tap(track) };
    }
    return track.enabled ? loudness(this.#tapped.tap.read()) : 0;
  }

  close(): void {
    this.#tapped?.tap.close();
    this.#tapped = null;
  }
}

function sameLevels(a: AudioLevels, b: AudioLevels): boolean {
  return a.size === b.size && [...a].every(([id, level]) => b.get(id) === level);
}
