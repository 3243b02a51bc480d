import type { CallSnapshot, SourceFailure } from '@rtc-call/client';
import type { Strings } from './strings.ts';

/** The one line at the top of a call. A notice with a failure can be dismissed; the others go away by themselves. */
export interface StatusLine {
  readonly tone: 'info' | 'warning';
  readonly text: string;
  readonly failure: SourceFailure | null;
}

/**
 * The most important thing to say about a call, or null.
 * @param acknowledged Failures of one's own devices that were shown before
 *   joining or dismissed since; these are not told again.
 */
export function statusLine(
  snapshot: CallSnapshot,
  acknowledged: ReadonlySet<SourceFailure>,
  strings: Strings,
): StatusLine | null {
  if (snapshot.phase.name !== 'joined') return null;
  for (const { state } of [snapshot.microphone, snapshot.camera]) {
    if (state.name === 'failed' && !acknowledged.has(state.failure)) {
      return { tone: 'warning', text: state.failure.message, failure: state.failure };
    }
  }
  const words = [
    ['failed', strings.linkFailed],
    ['interrupted', strings.linkInterrupted],
  ] as const;
  for (const [link, say] of words) {
    const person = snapshot.participants.find((participant) => participant.link === link);
    if (person) return { tone: 'warning', text: say(person.displayName || strings.guest), failure: null };
  }
  if (snapshot.participants.length === 0) return { tone: 'info', text: strings.alone, failure: null };
  return null;
}
