import type { CallError, CallSnapshot, SourceFailure } from '@rtc-call/client';
import type { Reconnection } from '../reconnection/reconnection.ts';
import { screenOf } from '../screen/screen.ts';
import type { Strings } from './strings.ts';

/** What the user can acknowledge: what is wrong with a device of theirs, or with their name. */
export type OwnFault = SourceFailure | CallError;

/** A line about one's own device or name. It can be dismissed. */
export interface FaultLine {
  readonly text: string;
  readonly fault: OwnFault;
}

/** A line about connections and people. It goes away by itself. */
export interface ConnectionLine {
  readonly tone: 'info' | 'warning';
  readonly text: string;
}

/**
 * The most important thing to say about one's own devices and name, or null.
 * @param nameFault What is wrong with the name given last; told also outside the room.
 * @param acknowledged Faults that were shown before joining or dismissed
 *   since; these are not told again.
 */
export function faultLine(
  snapshot: CallSnapshot,
  nameFault: CallError | null,
  acknowledged: ReadonlySet<OwnFault>,
): FaultLine | null {
  const ofDevices = screenOf(snapshot.phase) === 'call' ? deviceFailures(snapshot) : [];
  const faults = nameFault ? [nameFault, ...ofDevices] : ofDevices;
  const fault = faults.find((candidate) => !acknowledged.has(candidate));
  return fault ? { text: fault.message, fault } : null;
}

/** What is wrong with one's own devices. */
export function deviceFailures({ microphone, camera }: CallSnapshot): readonly SourceFailure[] {
  return [microphone, camera].flatMap(({ state }) => (state.name === 'failed' ? [state.failure] : []));
}

/**
 * The most important thing to say about the connections, or that nobody is
 * there; null when all is well. The way to the server comes first: while it is
 * gone, it is why the others' links are not mended.
 */
export function connectionLine(
  { phase, participants }: CallSnapshot,
  reconnection: Reconnection,
  strings: Strings,
): ConnectionLine | null {
  if (phase.name !== 'joined') return null;
  if (reconnection.name === 'reconnecting') {
    const goesOn = participants.some(({ link }) => link === 'connected');
    return { tone: 'warning', text: goesOn ? strings.reconnecting : strings.disconnected };
  }
  const words = [
    ['failed', strings.linkFailed],
    ['interrupted', strings.linkInterrupted],
  ] as const;
  for (const [status, say] of words) {
    // Of who is away the tile says so, and the link has to end.
    const person = participants.find(({ link, presence }) => link === status && presence === 'here');
    if (person) return { tone: 'warning', text: say(person.displayName || strings.guest) };
  }
  if (reconnection.name === 'restored') return { tone: 'info', text: strings.reconnected };
  return participants.length === 0 ? { tone: 'info', text: strings.alone } : null;
}
