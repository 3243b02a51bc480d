import { afterEach, describe, expect, it } from 'vitest';
import { FakeSignalingServer, type FakeSignalingServerOptions } from '../testing/fake-signaling-server.ts';
import { StoredPageMemory } from './stored-page-memory.ts';
import { CallStage, http, isConnected, names } from './testing/call-stage.ts';
import { MemoryStorage } from '../testing/memory-storage.ts';

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

const presences = (history: readonly { participants: readonly { id: string; presence: string }[] }[]) => [
  ...new Set(history.map(({ participants }) => participants.map(({ id, presence }) => `${id} ${presence}`).join())),
];

describe('a page that is reloaded in mid-call', () => {
  it('comes back by itself, as the same participant and with the sources that were on', async () => {
    const stage = setStage();
    const [ada, mina] = await stage.openPair();
    await ada.call.turnOff('microphone');
    ada.call.setDisplayName('Ada O.');
    const { selfId, phase } = ada.snapshot;
    const begun = mina.history.length;
    const again = ada.reload();
    expect(again.snapshot.phase).toEqual({ name: 'joining', returning: true });
    expect(again.snapshot.displayName).toBe('Ada O.');
    expect(again.storage.length).toBe(0);
    await Promise.all([again, mina].map((page) => page.until(isConnected)));
    expect(again.snapshot).toMatchObject({ selfId, phase });
    await again.until(({ camera }) => camera.state.name === 'live');
    expect(again.snapshot.microphone.state.name).toBe('off');
    await mina.until(({ participants }) => participants[0]?.cameraOn === true);
    expect(presences(mina.history.slice(begun)).filter((each) => !each.endsWith('away'))).toEqual([`${selfId} here`]);
    expect(mina.connections.open).toHaveLength(1);
    expect(names(mina.snapshot)).toEqual(['Ada O.']);
  });

  it.each([0, 1, 5, 20, 100])(
    'comes back with all that it had when it is reloaded again %i ms after the first time',
    async (waitMs) => {
      const stage = setStage();
      const [ada, mina] = await stage.openPair();
      const { selfId, phase } = ada.snapshot;
      const between = ada.reload();
      await new Promise((resolve) => setTimeout(resolve, waitMs));
      const again = between.reload();
      expect(again.snapshot.phase).toEqual({ name: 'joining', returning: true });
      await Promise.all([again, mina].map((page) => page.until(isConnected)));
      expect(again.snapshot).toMatchObject({ selfId, phase });
      await again.until(({ microphone, camera }) => [microphone, camera].every(({ state }) => state.name === 'live'));
      await mina.until(({ participants }) => participants.every(({ id, cameraOn }) => id === selfId && cameraOn));
    },
  );

  it('is away to the others meanwhile, and has left when it does not come back', async () => {
    const [ada, mina] = await setStage().openPair();
    ada.lifecycle.hide();
    await mina.until(({ participants }) => participants[0]?.presence === 'away');
    await mina.until(({ participants }) => participants.length === 0);
  });

  it('comes back also when that takes so long that it had left', async () => {
    const stage = setStage();
    const [ada, mina] = await stage.openPair();
    const { selfId } = ada.snapshot;
    ada.lifecycle.hide();
    await mina.until(({ participants }) => participants.length === 0);
    const again = ada.reload();
    await mina.until(isConnected);
    expect(again.snapshot.selfId).toBe(selfId);
  });

  it('waits for a server that is not there, and can be left meanwhile', async () => {
    const stage = setStage();
    const [ada, mina] = await stage.openPair();
    let isDown = true;
    const probe: typeof http.probe = (...call) =>
      isDown ? Promise.reject(new TypeError('down')) : http.probe(...call);
    stage.server.kill();
    const again = ada.reload({ ports: { http: { ...http, probe } } });
    const impatient = mina.reload({ ports: { http: { ...http, probe } } });
    await impatient.call.leave();
    expect(impatient.snapshot.phase.name).toBe('left');
    isDown = false;
    stage.server.start();
    await again.until(({ phase }) => phase.name === 'joined');
  });

  it('fails with the reason when it cannot come back', async () => {
    const stage = setStage({ capacity: 1 });
    const ada = stage.open('Ada');
    await ada.call.join();
    await ada.call.leave();
    const mina = stage.open('Mina');
    await mina.call.join();
    const storage = new MemoryStorage();
    const ticket = {
      resumeToken: 'of another server',
      displayName: 'Ada',
      sources: { microphone: { isOn: true, deviceId: null }, camera: { isOn: true, deviceId: null } },
      since: null,
      at: Date.now(),
    };
    storage.setItem('rtc-call:return:https://call.example:room', JSON.stringify([JSON.stringify(ticket)]));
    const again = stage.open('Ada', { storage });
    const { phase, camera } = await again.until((snapshot) => snapshot.phase.name === 'failed');
    expect(phase).toMatchObject({ error: { code: 'room-full' } });
    expect(camera.state.name).toBe('off');
  });

  it('does not come back by itself where the page does not want it, and leaves at once', async () => {
    const stage = setStage();
    const mina = stage.open('Mina');
    const ada = stage.open('Ada', { rejoinOnReload: false });
    await mina.call.join();
    await ada.call.join();
    await mina.until(({ participants }) => participants.length === 1);
    const begun = mina.history.length;
    const again = ada.reload();
    expect(again.snapshot.phase.name).toBe('idle');
    await mina.until(({ participants }) => participants.length === 0);
    expect(presences(mina.history.slice(begun))).toEqual(['']);
  });

  it('brings back several calls to the same room, each as who it was', async () => {
    const stage = setStage();
    const storage = new MemoryStorage();
    const inOnePage = () => {
      const memory = new StoredPageMemory(() => storage);
      return ['First', 'Second'].map((displayName) => stage.open('Ada', { displayName, ports: { memory } }));
    };
    const before = inOnePage();
    for (const { call } of before) await call.join();
    const known = before.map(({ snapshot }) => [snapshot.displayName, snapshot.selfId]);
    for (const page of before) page.unload();
    const again = inOnePage();
    await Promise.all(again.map((page) => page.until(({ phase }) => phase.name === 'joined')));
    expect(again.map(({ snapshot }) => [snapshot.displayName, snapshot.selfId])).toEqual(known);
  });

  it('does not come back after it was left', async () => {
    const [ada] = await setStage().openPair();
    await ada.call.leave();
    expect(ada.reload().snapshot.phase.name).toBe('idle');
  });

  it('comes back twice when it is reloaded twice', async () => {
    const [ada, mina] = await setStage().openPair();
    const { selfId } = ada.snapshot;
    const again = ada.reload().reload();
    await Promise.all([again, mina].map((page) => page.until(isConnected)));
    expect(again.snapshot.selfId).toBe(selfId);
    expect(mina.snapshot.participants).toHaveLength(1);
  });
});

describe('a tab that is duplicated', () => {
  it('is a new participant, and the first one stays', async () => {
    const stage = setStage();
    const [ada, mina] = await stage.openPair();
    const twin = stage.open('Twin', { storage: new MemoryStorage(ada.storage) });
    expect(twin.snapshot.phase.name).toBe('idle');
    await twin.call.join();
    await mina.until(({ participants }) => participants.length === 2);
    expect(twin.snapshot.selfId).not.toBe(ada.snapshot.selfId);
    expect(ada.snapshot.phase.name).toBe('joined');
  });
});

describe('a page that leaves the call while it goes', () => {
  it('is not brought back by a reload', async () => {
    const stage = setStage();
    const [ada, mina] = await stage.openPair();
    ada.lifecycle.hide();
    await ada.call.leave();
    const again = ada.reload();
    expect(again.snapshot.phase.name).toBe('idle');
    await mina.until(({ participants }) => participants.length === 0);
  });

  it('takes no more with it than its own ticket', async () => {
    const storage = new MemoryStorage();
    const memory = new StoredPageMemory(() => storage);
    const stage = setStage();
    const ada = stage.open('Ada', { ports: { memory } });
    const twin = stage.open('Twin', { ports: { memory } });
    await Promise.all([ada, twin].map(({ call }) => call.join()));
    for (const { lifecycle } of [ada, twin]) lifecycle.hide();
    await ada.call.leave();
    const again = stage.open('Again', { storage });
    expect(again.snapshot.displayName).toBe('Twin');
  });
});

describe('a page that comes back from the back/forward cache', () => {
  it('resumes as it was, and leaves no ticket behind', async () => {
    const [ada, mina] = await setStage().openPair();
    const connections = [...ada.connections.made];
    ada.lifecycle.hide(true);
    await mina.until(({ participants }) => participants[0]?.presence === 'away');
    ada.lifecycle.show();
    expect(ada.storage.length).toBe(0);
    await mina.until(({ participants }) => participants[0]?.presence === 'here');
    expect(ada.connections.made).toEqual(connections);
    expect(isConnected(ada.snapshot)).toBe(true);
  });

  it('is told twice that it goes, and leaves one ticket', async () => {
    const stage = setStage();
    const [ada, mina] = await stage.openPair();
    const { selfId } = ada.snapshot;
    ada.lifecycle.hide(true);
    ada.unload();
    const tickets: unknown = JSON.parse(ada.storage.getItem(ada.storage.key(0) ?? '') ?? '');
    expect(tickets).toHaveLength(1);
    const again = stage.open('Ada', { storage: ada.storage });
    await Promise.all([again, mina].map((page) => page.until(isConnected)));
    expect(again.snapshot.selfId).toBe(selfId);
  });

  it('leaves for good when it then goes and cannot come back', async () => {
    const stage = setStage();
    const ada = stage.open('Ada', { rejoinOnReload: false });
    const mina = stage.open('Mina');
    await Promise.all([ada.call.join(), mina.call.join()]);
    await mina.until(isConnected);
    ada.lifecycle.hide(true);
    expect(ada.snapshot.phase.name).toBe('joined');
    ada.lifecycle.hide();
    expect(ada.snapshot.phase.name).toBe('left');
    await mina.until(({ participants }) => participants.length === 0);
  });

  it('makes its links anew when it had left meanwhile', async () => {
    const [ada, mina] = await setStage().openPair();
    const { selfId } = ada.snapshot;
    ada.lifecycle.hide(true);
    await mina.until(({ participants }) => participants.length === 0);
    ada.lifecycle.show();
    await mina.until(isConnected);
    await ada.until(isConnected);
    expect(ada.snapshot.selfId).toBe(selfId);
    expect(ada.connections.made).toHaveLength(2);
  });
});
