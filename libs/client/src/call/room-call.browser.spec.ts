import { afterEach, describe, expect, it } from 'vitest';
import {
  browserAudioGraph,
  browserClock,
  browserMediaDevices,
  browserPage,
  browserPeerConnections,
} from '../browser.ts';
import type { HttpPort } from '../ports/http.ts';
import { FakeSignalingServer } from '../testing/fake-signaling-server.ts';
import type { CallSnapshot } from './snapshot.ts';
import { RoomCall } from './room-call.ts';

const SERVER = 'http://call.example';
const http: HttpPort = {
  fetch: () => Promise.reject(new Error('Nothing is fetched here.')),
  probe: async () => ({
    status: 200,
    body: { name: 'rtc-call', origin: { value: null, allowed: true } },
    protocol: 'h2',
  }),
};

const calls: RoomCall[] = [];
afterEach(async () => {
  await Promise.all(calls.splice(0).map((call) => call.dispose()));
});

function callOn(server: FakeSignalingServer, displayName: string): RoomCall {
  const call = new RoomCall(
    { server: SERVER, room: 'room', displayName },
    {
      transport: server.transport(),
      peerConnections: browserPeerConnections,
      mediaDevices: browserMediaDevices,
      audioGraph: browserAudioGraph(),
      clock: browserClock,
      page: browserPage,
      http,
      locks: null,
    },
  );
  calls.push(call);
  return call;
}

/** Resolves with the first snapshot that is as wanted. */
function until(call: RoomCall, wanted: (snapshot: CallSnapshot) => boolean): Promise<CallSnapshot> {
  return new Promise((resolve) => {
    const end = call.subscribe((snapshot) => wanted(snapshot) && settle(snapshot));
    const settle = (snapshot: CallSnapshot) => {
      end();
      resolve(snapshot);
    };
    if (wanted(call.snapshot)) settle(call.snapshot);
  });
}

async function pairOn(server = new FakeSignalingServer()): Promise<[RoomCall, RoomCall]> {
  const pair: [RoomCall, RoomCall] = [callOn(server, 'Ada'), callOn(server, 'Mina')];
  for (const call of pair) {
    await Promise.all([call.turnOn('microphone'), call.turnOn('camera')]);
    await call.join();
  }
  await Promise.all(pair.map((call) => until(call, ({ participants }) => participants[0]?.link === 'connected')));
  return pair;
}

const names = ({ participants }: CallSnapshot) => participants.map(({ displayName }) => displayName);

describe('a call, with real connections and devices', () => {
  it('connects two, and each has the tracks of the other', async () => {
    const [ada, mina] = await pairOn();
    expect(names(ada.snapshot)).toEqual(['Mina']);
    expect(names(mina.snapshot)).toEqual(['Ada']);
    expect(ada.snapshot.participants[0]).toMatchObject({ microphoneOn: true, cameraOn: true, link: 'connected' });
    expect(ada.snapshot.participants[0]?.audioTrack?.kind).toBe('audio');
    expect(mina.snapshot.participants[0]?.videoTrack?.kind).toBe('video');
  });

  it('tells the room of names and sources as they change, and negotiates nothing for it', async () => {
    const [ada, mina] = await pairOn();
    const tracks = mina.snapshot.participants[0];
    await ada.turnOff('microphone');
    await ada.turnOff('camera');
    ada.setDisplayName('Ada O.');
    const { participants } = await until(mina, (snapshot) => names(snapshot)[0] === 'Ada O.');
    expect(participants[0]).toMatchObject({ microphoneOn: false, cameraOn: false });
    expect(participants[0]?.videoTrack).toBe(tracks?.videoTrack);
  });

  it('keeps the identity of what did not change', async () => {
    const [ada, mina] = await pairOn();
    const before = ada.snapshot;
    ada.setDisplayName('Another');
    expect(ada.snapshot).not.toBe(before);
    expect(ada.snapshot.participants).toBe(before.participants);
    expect(ada.snapshot.camera).toBe(before.camera);
    await until(mina, (snapshot) => names(snapshot)[0] === 'Another');
  });

  it('leaves: the other is told, the devices are given back, and one can come again', async () => {
    const [ada, mina] = await pairOn();
    const camera = ada.snapshot.camera.state;
    await ada.leave();
    expect(ada.snapshot).toMatchObject({ phase: { name: 'left' }, selfId: null, participants: [] });
    expect(camera.name === 'live' && camera.track.readyState).toBe('ended');
    await until(mina, ({ participants }) => participants.length === 0);
    await ada.join();
    await until(mina, (snapshot) => names(snapshot)[0] === 'Ada');
  });

  it('says that a room is full, and lets one try again', async () => {
    const server = new FakeSignalingServer({ capacity: 1 });
    const first = callOn(server, 'First');
    const second = callOn(server, 'Second');
    await first.join();
    await expect(second.join()).rejects.toMatchObject({ code: 'room-full' });
    expect(second.snapshot.phase).toMatchObject({ name: 'failed', error: { code: 'room-full' } });
    await first.leave();
    await second.join();
    expect(second.snapshot.phase.name).toBe('joined');
  });

  it('says that the connection was lost when the stream is cut', async () => {
    const server = new FakeSignalingServer();
    const [ada] = await pairOn(server);
    server.cut(ada.snapshot.selfId ?? '');
    const { phase } = await until(ada, (snapshot) => snapshot.phase.name === 'failed');
    expect(phase).toMatchObject({ error: { code: 'connection-lost', retryable: true } });
  });

  it('is left before it was joined without a trace', async () => {
    const server = new FakeSignalingServer();
    const hasty = callOn(server, 'Hasty');
    const joining = hasty.join();
    await hasty.leave();
    await joining;
    const other = callOn(server, 'Other');
    await other.join();
    expect(hasty.snapshot.phase.name).toBe('left');
    expect(other.snapshot.participants).toEqual([]);
  });

  it('leaves when the page goes away', async () => {
    const [ada, mina] = await pairOn();
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(ada.snapshot.phase.name).toBe('left');
    expect(mina.snapshot.phase.name).toBe('left');
  });
});
