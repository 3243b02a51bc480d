import { CallError, type CallSnapshot } from '@rtc-call/client';
import { pictureTrack } from '../src/testing/pictures.ts';
import {
  deniedSource,
  JOINING,
  joinedWith,
  participant,
  RETURNING,
  reconnectingWith,
  source,
} from '../src/testing/snapshots.ts';

/** A state of a call to look at, how loud people are in it, and how their links fare. */
export interface GalleryState {
  readonly snapshot: Partial<CallSnapshot>;
  readonly levels?: Readonly<Record<string, number>>;
  /** The round trips of the links, in milliseconds, by the participant's id. Default: the quality is not known. */
  readonly roundTrips?: Readonly<Record<string, number>>;
}

const withDevices = () => ({
  microphone: source('microphone', { name: 'live', track: pictureTrack('#000') }, { chosenDeviceId: 'headset' }),
  camera: source('camera', { name: 'live', track: pictureTrack('#31506f') }, { chosenDeviceId: 'front' }),
});

const mina = participant('p-mina', 'Mina Kim');
const ada = participant('p-ada', 'Ada Okafor', { microphoneOn: false });
const joao = participant('p-joao', 'João Silva-Albuquerque');
const park = participant('p-park', '박지원');
const hiba = participant('p-hiba', 'هبة الزهراء');
const long = participant(
  'p-long',
  'Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh Maximiliana Alexandrina the Third',
);

const failed = (...error: ConstructorParameters<typeof CallError>): GalleryState => ({
  snapshot: { phase: { name: 'failed', error: new CallError(...error) } },
});

/** Every state worth a look, made when it is asked for. */
export const states: Readonly<Record<string, () => GalleryState>> = {
  lobby: () => ({ snapshot: { displayName: 'Ada Okafor', ...withDevices() }, levels: { self: 0.2 } }),
  'lobby-off': () => ({
    snapshot: {
      displayName: '박지원',
      microphone: source('microphone', { name: 'muted', track: pictureTrack('#000') }),
      camera: source('camera', { name: 'off' }),
    },
  }),
  'lobby-denied': () => ({
    snapshot: { displayName: '', microphone: deniedSource('microphone'), camera: deniedSource('camera') },
  }),
  joining: () => ({ snapshot: { displayName: 'Ada', phase: JOINING, ...withDevices() } }),
  alone: () => ({ snapshot: { ...joinedWith(), ...withDevices() } }),
  two: () => ({
    snapshot: {
      ...joinedWith({ ...mina, cameraOn: true, videoTrack: pictureTrack('#4b6b57') }),
      ...withDevices(),
    },
    levels: { 'p-mina': 0.3 },
  }),
  'two-initials': () => ({
    snapshot: {
      ...joinedWith(mina),
      microphone: source('microphone', { name: 'muted', track: pictureTrack('#000') }),
    },
    levels: { 'p-mina': 0.3 },
  }),
  three: () => ({ snapshot: { ...joinedWith(mina, ada), ...withDevices() }, levels: { self: 0.3 } }),
  five: () => ({ snapshot: joinedWith(mina, ada, joao, park), levels: { 'p-mina': 0.3 } }),
  qualities: () => ({
    snapshot: joinedWith(
      { ...mina, cameraOn: true, videoTrack: pictureTrack('#c8d3c0') },
      ada,
      { ...joao, link: 'interrupted' },
      park,
    ),
    roundTrips: { 'p-mina': 500, 'p-ada': 1_500, 'p-joao': 1_500, 'p-park': 40 },
  }),
  six: () => ({
    snapshot: joinedWith(
      { ...hiba, link: 'connecting' },
      { ...long, microphoneOn: false, link: 'interrupted' },
      { ...joao, link: 'failed' },
      park,
      participant('p-nameless', ''),
    ),
    levels: { 'p-park': 0.3 },
  }),
  unplugged: () => ({
    snapshot: {
      ...joinedWith(mina, park),
      microphone: source('microphone', {
        name: 'failed',
        failure: {
          kind: 'microphone',
          reason: 'unplugged',
          message: 'The microphone was unplugged. Plug it in or choose another, then turn it on again.',
        },
      }),
    },
  }),
  reconnecting: () => ({
    snapshot: {
      ...reconnectingWith({ ...mina, cameraOn: true, videoTrack: pictureTrack('#4b6b57') }, park),
      ...withDevices(),
    },
    levels: { 'p-mina': 0.3 },
  }),
  disconnected: () => ({
    snapshot: {
      ...reconnectingWith({ ...mina, link: 'interrupted' }, { ...park, link: 'interrupted' }),
      camera: deniedSource('camera'),
    },
  }),
  away: () => ({
    snapshot: {
      ...joinedWith(
        { ...mina, presence: 'away', cameraOn: true, videoTrack: pictureTrack('#4b6b57') },
        { ...ada, presence: 'away' },
        joao,
      ),
      ...withDevices(),
    },
  }),
  'away-two': () => ({ snapshot: { ...joinedWith({ ...park, presence: 'away' }), ...withDevices() } }),
  returning: () => ({ snapshot: { phase: RETURNING, ...withDevices() } }),
  left: () => ({ snapshot: { phase: { name: 'left' } } }),
  full: () => failed('room-full', 'Weekly admits 6 people, and 6 are in it.', { retryable: true }),
  unsupported: () =>
    failed('unsupported-browser', 'This browser cannot take part in a call: it has no WebRTC (RTCPeerConnection).'),
  lost: () => failed('connection-lost', 'The connection to the server broke in the middle of the call.'),
  unreachable: () =>
    failed(
      'server-unreachable',
      'The call server at https://call.example.org does not answer. Check the address, and that the server is running.',
    ),
  superseded: () => failed('superseded', 'Another page goes on as this participant.'),
  'store-unavailable': () => failed('store-unavailable', 'The server cannot reach the store that keeps its rooms.'),
};
