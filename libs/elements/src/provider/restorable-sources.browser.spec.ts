import { expect, it } from 'vitest';
import { EMPTY_SNAPSHOT } from '../context/empty-snapshot.ts';
import { pictureTrack } from '../testing/pictures.ts';
import { deniedSource, joinedWith, source } from '../testing/snapshots.ts';
import { rememberSources, sourcesToRestore } from './restorable-sources.ts';

const live = { name: 'live', track: pictureTrack('#000') } as const;
const inRoom = {
  ...EMPTY_SNAPSHOT,
  ...joinedWith(),
  microphone: source('microphone', live),
  camera: source('camera', live),
};
const left = { ...EMPTY_SNAPSHOT, phase: { name: 'left' } } as const;

it('turns on again what was on in the room', () => {
  expect(sourcesToRestore(rememberSources(rememberSources([], inRoom), left), left)).toEqual(['microphone', 'camera']);
});

it('leaves alone what was off, what has failed, and a first joining', () => {
  const cameraOff = { ...inRoom, camera: source('camera', { name: 'off' }) };
  expect(sourcesToRestore(rememberSources([], cameraOff), left)).toEqual(['microphone']);
  expect(sourcesToRestore(rememberSources([], inRoom), { ...left, camera: deniedSource('camera') })).toEqual([
    'microphone',
  ]);
  expect(sourcesToRestore(['camera'], EMPTY_SNAPSHOT)).toEqual([]);
});
