import { CallError } from '@rtc-call/client';
import { expect, it } from 'vitest';
import { EMPTY_SNAPSHOT } from '../context/empty-snapshot.ts';
import { pictureTrack } from '../testing/pictures.ts';
import { deniedSource, JOINING, joinedWith, RETURNING, source } from '../testing/snapshots.ts';
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

it('turns on again what was only starting when the room was left', () => {
  const starting = { ...inRoom, camera: source('camera', { name: 'starting' }) };
  expect(sourcesToRestore(rememberSources([], starting), left)).toEqual(['microphone', 'camera']);
});

it.each([
  { before: 'joined', phase: { name: 'joined', since: 0, connection: 'online' } },
  { before: 'joining', phase: JOINING },
  { before: 'coming back', phase: RETURNING },
] as const)('turns on again what was on when a fault ended a call that was $before', ({ phase }) => {
  const failed = {
    ...EMPTY_SNAPSHOT,
    phase: { name: 'failed', error: new CallError('connection-lost', 'The connection broke.') },
  } as const;
  const remembered = rememberSources(rememberSources([], { ...inRoom, phase }), failed);
  expect(sourcesToRestore(remembered, failed)).toEqual(['microphone', 'camera']);
});
