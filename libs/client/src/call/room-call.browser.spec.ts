import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  browserAudioGraph,
  browserClock,
  browserMediaDevices,
  browserPage,
  browserPeerConnections,
} from '../browser.ts';
import type { HttpPort } from '../ports/http.ts';
import type { PeerConnections } from '../ports/peer-connections.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeLocks } from '../testing/fake-locks.ts';
import { FakeSignalingServer } from '../testing/fake-signaling-server.ts';
import type { CallSnapshot } from './snapshot.ts';
import { type CallPorts, RoomCall } from './room-call.ts';
import { JOIN_WITHIN_MS } from './stay.ts';

const SERVER = 'https://call.example';
const about = { name: 'rtc-call', origin: { value: null, allowed: true } };
const http: HttpPort = {
  fetch: () => Promise.reject(new Error('Nothing is fetched here.')),
  probe: async () => ({ status: 200, body: about, protocol: 'http/1.1' }),
};

/** Real connections, remembered in the order in which they were made. */
class RecordedConnections implements PeerConnections {
  readonly made: RTCPeerConnection[] = [];
  create(configuration: RTCConfiguration): RTCPeerConnection {
    const connection = browserPeerConnections.create(configuration);
    this.made.push(connection);
    return connection;
  }
  createStream(): MediaStream {
    return browserPeerConnections.createStream();
  }
}

const calls: RoomCall[] = [];
let connections: RecordedConnections;
let locks: FakeLocks;
beforeEach(() => {
  connections = new RecordedConnections();
  locks = new FakeLocks();
});
afterEach(async () => {
  await Promise.all(calls.splice(0).map((call) => call.dispose()));
});

function callOn(server: FakeSignalingServer, displayName: string, ports: Partial<CallPorts> = {}): RoomCall {
  const call = new RoomCall(
    { server: SERVER, room: 'room', displayName },
    {
      transport: server.transport(),
      peerConnections: connections,
      mediaDevices: browserMediaDevices,
      audioGraph: browserAudioGraph(),
      clock: browserClock,
      page: browserPage,
      http,
      locks,
      ...ports,
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

  it('sends pictures from the start, and bundles all media with the ICE servers it was given', async () => {
    const urls = ['stun:127.0.0.1:3478'];
    await pairOn(new FakeSignalingServer({ iceServers: [{ urls, username: '', credential: '' }] }));
    for (const connection of connections.made) {
      await vi.waitUntil(async () => (await framesDecoded(connection)) > 0, { timeout: 10_000 });
      expect(connection.getConfiguration()).toMatchObject({ bundlePolicy: 'max-bundle', iceServers: [{ urls }] });
    }
  });

  it('survives that both sides negotiate anew at the same moment', async () => {
    const [ada, mina] = await pairOn();
    const before = connections.made.map(({ localDescription }) => localDescription?.sdp);
    for (const connection of connections.made) connection.restartIce();
    await vi.waitUntil(() =>
      connections.made.every(
        ({ signalingState, localDescription }, index) =>
          signalingState === 'stable' && localDescription?.sdp !== before[index],
      ),
    );
    await Promise.all(
      [ada, mina].map((call) => until(call, ({ participants }) => participants[0]?.link === 'connected')),
    );
  });

  it('closes every connection and gives its slot back when it ends', async () => {
    const [ada, mina] = await pairOn();
    expect(locks.held).toHaveLength(2);
    await ada.leave();
    await until(mina, ({ participants }) => participants.length === 0);
    expect(connections.made.map(({ connectionState }) => connectionState)).toEqual(['closed', 'closed']);
    await mina.leave();
    await vi.waitUntil(() => locks.held.length === 0);
  });

  it('gives the devices back when it ends by a fault', async () => {
    const server = new FakeSignalingServer();
    const [ada] = await pairOn(server);
    const { camera } = ada.snapshot;
    const inRoom: string[] = [];
    ada.subscribe((snapshot) => {
      if (snapshot.phase.name === 'joined') inRoom.push(snapshot.camera.state.name);
    });
    server.cut(ada.snapshot.selfId ?? '');
    await until(ada, (snapshot) => snapshot.phase.name === 'failed');
    expect(inRoom).not.toContain('off');
    expect(ada.snapshot.camera.state.name).toBe('off');
    expect(camera.state.name === 'live' && camera.state.track.readyState).toBe('ended');
  });

  it('gives up on a server that does not answer', async () => {
    const clock = new FakeClock();
    let asked: AbortSignal | null = null;
    const silent: HttpPort = {
      ...http,
      probe: (_url, signal) => {
        asked = signal;
        return new Promise(() => {});
      },
    };
    const call = callOn(new FakeSignalingServer(), 'Patient', { http: silent, clock });
    const joining = call.join();
    clock.advance(JOIN_WITHIN_MS - 1);
    expect(call.snapshot.phase.name).toBe('joining');
    clock.advance(1);
    await expect(joining).rejects.toMatchObject({ code: 'server-unreachable', retryable: true });
    expect(asked).toMatchObject({ aborted: true });
  });

  it('joins once, however often it is asked, and not after it was disposed of', async () => {
    const server = new FakeSignalingServer();
    const call = callOn(server, 'Eager');
    await Promise.all([call.join(), call.join()]);
    expect(call.snapshot.phase.name).toBe('joined');
    expect(locks.held).toHaveLength(1);
    await call.dispose();
    await expect(call.join()).rejects.toMatchObject({ code: 'invalid-argument' });
    window.dispatchEvent(new PageTransitionEvent('pagehide'));
    expect(call.snapshot.phase.name).toBe('left');
  });
});

async function framesDecoded(connection: RTCPeerConnection): Promise<number> {
  let frames = 0;
  for (const stats of (await connection.getStats()).values()) {
    if (stats.type === 'inbound-rtp' && stats.kind === 'video') frames += stats.framesDecoded ?? 0;
  }
  return frames;
}
