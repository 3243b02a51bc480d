import { afterEach, describe, expect, it, vi } from 'vitest';
import { CallError } from '../errors/call-error.ts';
import type { HttpPort } from '../ports/http.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeSignalingServer, type FakeSignalingServerOptions } from '../testing/fake-signaling-server.ts';
import { JOIN_WITHIN_MS } from './stay.ts';
import { CallStage, http, isConnected, names } from './testing/call-stage.ts';

const stages: CallStage[] = [];
afterEach(async () => {
  for (const stage of stages.splice(0)) {
    await stage.close();
    expect(stage.reports).toEqual([]);
    expect(stage.server.unexpected).toEqual([]);
  }
});

function setStage(options: FakeSignalingServerOptions = {}): CallStage {
  const stage = new CallStage(new FakeSignalingServer(options));
  stages.push(stage);
  return stage;
}

describe('a call, with real connections and devices', () => {
  it('connects two, and each has the tracks of the other', async () => {
    const [ada, mina] = await setStage().openPair();
    expect(names(ada.snapshot)).toEqual(['Mina']);
    expect(names(mina.snapshot)).toEqual(['Ada']);
    expect(ada.snapshot.participants[0]).toMatchObject({
      presence: 'here',
      microphoneOn: true,
      cameraOn: true,
      link: 'connected',
    });
    expect(ada.snapshot.participants[0]?.audioTrack?.kind).toBe('audio');
    expect(mina.snapshot.participants[0]?.videoTrack?.kind).toBe('video');
    expect(ada.snapshot.phase).toMatchObject({ name: 'joined', connection: 'online' });
  });

  it('tells the room of names and sources as they change, and negotiates nothing for it', async () => {
    const [ada, mina] = await setStage().openPair();
    const tracks = mina.snapshot.participants[0];
    await ada.call.turnOff('microphone');
    await ada.call.turnOff('camera');
    ada.call.setDisplayName('Ada O.');
    const { participants } = await mina.until((snapshot) => names(snapshot)[0] === 'Ada O.');
    expect(participants[0]).toMatchObject({ microphoneOn: false, cameraOn: false });
    expect(participants[0]?.videoTrack).toBe(tracks?.videoTrack);
  });

  it('tells the room also of what changed while it was joined', async () => {
    const stage = setStage();
    const mina = stage.open('Mina');
    await mina.call.join();
    const ada = stage.open('Ada');
    const joining = ada.call.join();
    ada.call.setDisplayName('Ada O.');
    await joining;
    ada.call.setDisplayName('Ada P.');
    await mina.until((snapshot) => names(snapshot)[0] === 'Ada P.');
  });

  it('keeps the identity of what did not change', async () => {
    const [ada, mina] = await setStage().openPair();
    const before = ada.snapshot;
    ada.call.setDisplayName('Another');
    expect(ada.snapshot).not.toBe(before);
    expect(ada.snapshot.participants).toBe(before.participants);
    expect(ada.snapshot.camera).toBe(before.camera);
    await mina.until((snapshot) => names(snapshot)[0] === 'Another');
  });

  it('leaves: the other is told, the devices are given back, and one can come again', async () => {
    const [ada, mina] = await setStage().openPair();
    const camera = ada.snapshot.camera.state;
    await ada.call.leave();
    expect(ada.snapshot).toMatchObject({ phase: { name: 'left' }, selfId: null, participants: [] });
    expect(camera.name === 'live' && camera.track.readyState).toBe('ended');
    await mina.until(({ participants }) => participants.length === 0);
    await ada.call.join();
    await mina.until((snapshot) => names(snapshot)[0] === 'Ada');
  });

  it('says that a room is full, and lets one try again', async () => {
    const stage = setStage({ capacity: 1 });
    const [first, second] = [stage.open('First'), stage.open('Second')];
    await first.call.join();
    await expect(second.call.join()).rejects.toMatchObject({ code: 'room-full' });
    expect(second.snapshot.phase).toMatchObject({ name: 'failed', error: { code: 'room-full' } });
    await first.call.leave();
    await vi.waitUntil(async () => (await stage.server.participants('room')).length === 0);
    await second.call.join();
    expect(second.snapshot.phase.name).toBe('joined');
  });

  it('is left before it was joined without a trace', async () => {
    const stage = setStage();
    const hasty = stage.open('Hasty');
    const joining = hasty.call.join();
    await hasty.call.leave();
    await joining;
    const other = stage.open('Other');
    await other.call.join();
    expect(hasty.snapshot.phase.name).toBe('left');
    expect(other.snapshot.participants).toEqual([]);
  });

  it('sends pictures from the start, and bundles all media with the ICE servers it was given', async () => {
    const urls = ['stun:127.0.0.1:3478'];
    const pair = await setStage({ iceServers: [{ urls, username: '', credential: '' }] }).openPair();
    for (const connection of pair.flatMap(({ connections }) => connections.made)) {
      await vi.waitUntil(async () => (await framesDecoded(connection)) > 0, { timeout: 10_000 });
      expect(connection.getConfiguration()).toMatchObject({ bundlePolicy: 'max-bundle', iceServers: [{ urls }] });
    }
  });

  it('tells how the link to each participant fares, while somebody wants to know', async () => {
    const [ada] = await setStage().openPair();
    const { statistics } = ada.call;
    const [mina] = ada.snapshot.participants;
    const end = statistics.subscribe(() => {});
    await vi.waitUntil(() => (statistics.value.get(mina?.id ?? '')?.received.video?.bitrate ?? 0) > 0, {
      timeout: 10_000,
    });
    expect([...statistics.value.keys()]).toEqual([mina?.id]);
    end();
    expect(statistics.value.size).toBe(0);
  });

  it('survives that both sides negotiate anew at the same moment', async () => {
    const pair = await setStage().openPair();
    const connections = pair.flatMap((page) => page.connections.made);
    const before = connections.map(({ localDescription }) => localDescription?.sdp);
    for (const connection of connections) connection.restartIce();
    await vi.waitUntil(() =>
      connections.every(
        ({ signalingState, localDescription }, index) =>
          signalingState === 'stable' && localDescription?.sdp !== before[index],
      ),
    );
    await Promise.all(pair.map((page) => page.until(isConnected)));
  });

  it('closes every connection and gives its slot back when it ends', async () => {
    const [ada, mina] = await setStage().openPair();
    expect([ada, mina].map(({ locks }) => locks.held.length)).toEqual([1, 1]);
    await ada.call.leave();
    await mina.until(({ participants }) => participants.length === 0);
    const connections = [ada, mina].flatMap((page) => page.connections.made);
    expect(connections.map(({ connectionState }) => connectionState)).toEqual(['closed', 'closed']);
    await mina.call.leave();
    await vi.waitUntil(() => ada.locks.held.length + mina.locks.held.length === 0);
  });

  it('gives the devices back when it ends by a fault', async () => {
    const stage = setStage();
    const wire = stage.server.transport('Ada');
    let isRefused = false;
    const transport: SignalingTransport = {
      join: (...call) => (isRefused ? refusal() : wire.join(...call)),
      send: (...call) => wire.send(...call),
      leave: (...call) => wire.leave(...call),
      getIceServers: (...call) => wire.getIceServers(...call),
    };
    const ada = stage.open('Ada', { ports: { transport } });
    await Promise.all([ada.call.turnOn('microphone'), ada.call.turnOn('camera')]);
    await ada.call.join();
    const { camera } = ada.snapshot;
    isRefused = true;
    stage.server.strike({ kind: 'cut', client: 'Ada' });
    await ada.until((snapshot) => snapshot.phase.name === 'failed');
    expect(ada.snapshot.phase).toMatchObject({ error: { code: 'origin-refused' } });
    const inRoom = ada.history.filter(({ phase }) => phase.name === 'joined');
    expect(inRoom.at(-1)?.camera.state.name).toBe('live');
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
    const { call } = setStage().open('Patient', { ports: { http: silent, clock } });
    const joining = call.join();
    clock.advance(JOIN_WITHIN_MS - 1);
    expect(call.snapshot.phase).toEqual({ name: 'joining', returning: false });
    clock.advance(1);
    await expect(joining).rejects.toMatchObject({ code: 'server-unreachable', retryable: true });
    expect(asked).toMatchObject({ aborted: true });
  });

  it('joins once, however often it is asked, and not after it was disposed of', async () => {
    const page = setStage().open('Eager');
    await Promise.all([page.call.join(), page.call.join()]);
    expect(page.snapshot.phase.name).toBe('joined');
    expect(page.locks.held).toHaveLength(1);
    await page.call.dispose();
    await expect(page.call.join()).rejects.toMatchObject({ code: 'invalid-argument' });
    page.lifecycle.hide();
    expect(page.snapshot.phase.name).toBe('left');
    expect(page.storage.length).toBe(0);
  });
});

// oxlint-disable-next-line require-yield -- It ends before it begins.
async function* refusal(): AsyncIterable<never> {
  throw new CallError('origin-refused', 'Not from here.');
}

async function framesDecoded(connection: RTCPeerConnection): Promise<number> {
  let frames = 0;
  for (const stats of (await connection.getStats()).values()) {
    if (stats.type === 'inbound-rtp' && stats.kind === 'video') frames += stats.framesDecoded ?? 0;
  }
  return frames;
}
