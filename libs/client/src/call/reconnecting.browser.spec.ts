import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakeSignalingServer, type FakeSignalingServerOptions } from '../testing/fake-signaling-server.ts';
import { CallStage, isConnected, names, type StagePage } from './testing/call-stage.ts';

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

/** Remembers how a page is connected; what it gives back says whether anything about that was another since. */
function watchLinks(page: StagePage): () => void {
  const connections = [...page.connections.made];
  const changes: string[] = [];
  for (const connection of connections) {
    connection.addEventListener('connectionstatechange', () => changes.push(connection.connectionState));
    connection.addEventListener('signalingstatechange', () => changes.push(connection.signalingState));
  }
  const begun = page.history.length;
  return () => {
    expect(page.connections.made).toEqual(connections);
    expect(changes).toEqual([]);
    expect(page.history.slice(begun).every(isConnected)).toBe(true);
  };
}

function bothAreIn({ server }: CallStage): Promise<boolean> {
  return vi.waitUntil(async () => (await server.participants('room')).length === 2, { timeout: 10_000 });
}

const connectionOf = ({ snapshot: { phase } }: StagePage) => (phase.name === 'joined' ? phase.connection : phase.name);

describe('a call whose connection to the server breaks', () => {
  it('goes on, and is told what it missed', async () => {
    const stage = setStage();
    const [ada, mina] = await stage.openPair();
    const unchanged = [watchLinks(ada), watchLinks(mina)];
    stage.server.strike({ kind: 'cut', client: 'Ada' });
    mina.call.setDisplayName('Mina K.');
    ada.call.setDisplayName('Ada O.');
    await Promise.all([
      ada.until((snapshot) => names(snapshot)[0] === 'Mina K.'),
      mina.until((snapshot) => names(snapshot)[0] === 'Ada O.'),
    ]);
    for (const check of unchanged) check();
    expect(ada.history.every(({ phase }) => phase.name !== 'joined' || phase.connection === 'online')).toBe(true);
  });

  it('says so when that takes long, keeps the links, and says when it is over', async () => {
    const stage = setStage();
    const [ada, mina] = await stage.openPair();
    const unchanged = [watchLinks(ada), watchLinks(mina)];
    const entered = ada.snapshot.phase;
    stage.server.kill();
    await Promise.all([ada, mina].map((page) => page.until(() => connectionOf(page) === 'reconnecting')));
    expect(ada.snapshot.participants[0]).toMatchObject({ displayName: 'Mina', link: 'connected', presence: 'here' });
    stage.server.start();
    await Promise.all([ada, mina].map((page) => page.until(() => connectionOf(page) === 'online')));
    expect(ada.snapshot.phase).toEqual(entered);
    for (const check of unchanged) check();
  });

  it('keeps its links in the new epoch of a server that lost its memory', { timeout: 30_000 }, async () => {
    const stage = setStage();
    const [ada, mina] = await stage.openPair();
    const before = await stage.server.participants('room');
    const unchanged = [watchLinks(ada), watchLinks(mina)];
    stage.server.kill();
    stage.server.start();
    await bothAreIn(stage);
    const after = await stage.server.participants('room');
    expect(after.map(({ incarnation }) => incarnation).sort()).toEqual(
      before.map(({ incarnation }) => incarnation).sort(),
    );
    mina.call.setDisplayName('Mina K.');
    await ada.until((snapshot) => names(snapshot)[0] === 'Mina K.');
    for (const check of unchanged) check();
  });

  it('negotiates to the end what a server took into its grave', { timeout: 60_000 }, async () => {
    const stage = setStage();
    const ada = stage.open('Ada');
    await ada.call.join();
    for (let killedAfterMs = 0; killedAfterMs < 60; killedAfterMs += 6) {
      const mina = stage.open('Mina');
      await mina.call.join();
      await new Promise((resolve) => setTimeout(resolve, killedAfterMs));
      stage.server.kill();
      stage.server.start();
      await Promise.all([ada, mina].map((page) => page.until(isConnected)));
      await bothAreIn(stage);
      expect([ada, mina].map(({ connections }) => connections.open.length)).toEqual([1, 1]);
      await mina.call.leave();
      await ada.until(({ participants }) => participants.length === 0);
    }
  });
});
