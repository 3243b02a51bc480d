import type { CallSnapshot, SourceKind, SourceState } from '@rtc-call/client';

/** The sources that were on, or about to be, when the room was left, and are turned on again by rejoining. */
export type RestorableSources = readonly SourceKind[];

const WANTED: ReadonlySet<SourceState['name']> = new Set(['live', 'starting']);

/** What is remembered after one more snapshot: in the room and on the way into it the present, outside it what was there last. */
export function rememberSources(remembered: RestorableSources, snapshot: CallSnapshot): RestorableSources {
  if (snapshot.phase.name !== 'joining' && snapshot.phase.name !== 'joined') return remembered;
  return sources(snapshot).flatMap(({ kind, state }) => (WANTED.has(state.name) ? [kind] : []));
}

/** What to turn on for coming back. Nothing before the first time, and nothing that is on or has failed since. */
export function sourcesToRestore(remembered: RestorableSources, snapshot: CallSnapshot): RestorableSources {
  if (snapshot.phase.name !== 'left' && snapshot.phase.name !== 'failed') return [];
  const off = sources(snapshot).flatMap(({ kind, state }) => (state.name === 'off' ? [kind] : []));
  return off.filter((kind) => remembered.includes(kind));
}

function sources(snapshot: CallSnapshot) {
  return [snapshot.microphone, snapshot.camera] as const;
}
