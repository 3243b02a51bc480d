import type { Resume } from '@rtc-call/contract';
import { type Line, nextRun } from './line.ts';
import { openingPatience, retryWithin } from './reconnect-policy.ts';
import type { Attempt, Origin, Place } from './session.state.ts';
import type { SessionEffect } from './session.step.ts';

/** An attempt that begins: the line it leaves, and what is to be done for it. */
export interface Begun {
  readonly line: Line;
  readonly attempt: Attempt;
  readonly effects: readonly SessionEffect[];
}

/** Tries to come in or back: at once on the first try, else after a wait. */
export function beginAttempt(line: Line, origin: Origin): Begun {
  const belowMs = retryWithin(line.tries);
  if (belowMs === 0) return openStream(line, origin);
  const waiting = nextRun(line);
  const run = waiting.runs;
  return { line: waiting, attempt: { phase: 'waiting', run }, effects: [{ type: 'wait', run, belowMs }] };
}

/** Asks for a stream now. */
export function openStream(line: Line, origin: Origin): Begun {
  const opening = nextRun(line);
  const { runs: run, pool, tries } = opening;
  return {
    line: { ...opening, tries: tries + 1 },
    attempt: { phase: 'opening', run },
    effects: [
      { type: 'open', run, pool, resume: resumeOf(origin) },
      // How long somebody waits who was never in the room is up to the call.
      ...(origin.kind === 'newcomer' ? [] : [watchOpening(run, tries)]),
    ],
  };
}

export function watchOpening(run: number, tries: number): SessionEffect {
  return { type: 'watch', run, silenceMs: openingPatience(tries) };
}

/** Lies behind what any log keeps, so that who asks for what follows it is answered with a Welcome. */
const BEYOND_ALL_LOGS = Number.MAX_SAFE_INTEGER;

function resumeOf(origin: Origin): Resume | null {
  switch (origin.kind) {
    case 'newcomer':
      return null;
    case 'reloaded':
      return { token: origin.resumeToken, epoch: '', position: 0 };
    case 'placed':
      return resumeFrom(origin.place);
  }
}

function resumeFrom({ resumeToken, epoch, position, needsWelcome }: Place): Resume {
  return { token: resumeToken, epoch, position: needsWelcome ? BEYOND_ALL_LOGS : position };
}
