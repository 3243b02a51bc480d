import type { CallSnapshot, SourceKind } from '@rtc-call/client';

/** The sources that were live when the room was left, and are turned on again by rejoining. */
export type RestorableSources = readonly SourceKind[];

/** What is remembered after one more snapshot: in the room the present, outside it what was there last. */
export function rememberSources(remembered: RestorableSources, snapshot: CallSnapshot): RestorableSources {
  if (snapshot.phase.name !== 'joined') return remembered;
  return sources(snapshot).flatMap(({ kind, state }) => (state.name === 'live' ? [kind] : []));
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
