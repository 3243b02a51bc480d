import type { LinkStatistics } from '../statistics/link-statistics.ts';
import { gradeOf } from './grade.ts';
import { isWorse, type Quality, worstOf } from './quality.ts';

/** How many samples count, at one a second. */
export const KEPT_SAMPLES = 5;

/** For so many samples in a row it must be worse before that is said, and better before that is; so it does not flicker. */
export const WORSE_AFTER = 2;
export const BETTER_AFTER = 4;

/** A connection as it was followed so far. */
export interface FollowedQuality {
  /** What is to be said of it. */
  readonly quality: Quality;
  /** The last samples of the link that leads. */
  readonly recent: readonly LinkStatistics[];
  /** How the last samples have graded it, one by one, as long as they all say that it is worse, or all that it is better. */
  readonly dissent: readonly Quality[];
}

/** Of nothing known, only good is said. */
export const NEW_QUALITY: FollowedQuality = { quality: 'good', recent: [], dissent: [] };

/** What is to be said after one more sample. What was said stays when a new link takes over, until its samples say otherwise. */
export function followQuality(before: FollowedQuality, sample: LinkStatistics): FollowedQuality {
  const { quality } = before;
  const kept = before.recent.filter(({ generation }) => generation === sample.generation);
  const recent = [...kept, sample].slice(-KEPT_SAMPLES);
  const worse = gradeOf(recent, false);
  if (worse !== null && isWorse(worse, quality)) {
    const dissent = [...before.dissent.filter((each) => isWorse(each, quality)), worse];
    // That nothing comes was found out over several samples already.
    if (worse === 'lost') return { quality: 'lost', recent, dissent: [] };
    return dissent.length < WORSE_AFTER ? { quality, recent, dissent } : { quality: worse, recent, dissent: [] };
  }
  const better = gradeOf(recent, true);
  if (better !== null && isWorse(quality, better)) {
    const dissent = [...before.dissent.filter((each) => isWorse(quality, each)), better];
    if (dissent.length < BETTER_AFTER) return { quality, recent, dissent };
    return { quality: worstOf(dissent) ?? better, recent, dissent: [] };
  }
  return { quality, recent, dissent: [] };
}
