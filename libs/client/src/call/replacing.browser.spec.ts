import { expect, type TestContext, test, vi } from 'vitest';
import { FakeSignalingServer } from '../testing/fake-signaling-server.ts';
import { CallStage, isConnected, type StagePage } from './testing/call-stage.ts';
import { CuttableConnections } from './testing/cuttable-connections.ts';

// All at the same time: nobody waits a minute for each.

const MINUTE_MS = 60_000;

/** Guards against hanging, on a machine that may be busy, in milliseconds. */
const PATIENT = { timeout: 30_000, interval: 20 };
const TIMEOUT_MS = 120_000;

interface End {
  readonly page: StagePage;
  readonly connections: CuttableConnections;
}

/** Two who are in a call with real connections, which can be cut. */
async function callOfTwo({ onTestFinished }: TestContext, sending: 'media' | 'nothing'): Promise<readonly [End, End]> {
  const stage = new CallStage(new FakeSignalingServer());
  onTestFinished(async () => {
    await stage.close();
    expect(stage.reports).toEqual([]);
    expect(stage.server.unexpected).toEqual([]);
  });
  const open = (name: string): End => {
    const connections = new CuttableConnections();
    return { page: stage.open(name, { ports: { peerConnections: connections } }), connections };
  };
  const ends = [open('Ada'), open('Mina')] as const;
  for (const { page } of ends) {
    if (sending === 'media') await Promise.all([page.call.turnOn('microphone'), page.call.turnOn('camera')]);
    await page.call.join();
  }
  await Promise.all(ends.map(({ page }) => page.until(isConnected)));
  return ends;
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** How many connections each has made. */
const made = (ends: readonly End[]) => ends.map(({ connections }) => connections.made.length);

async function framesDecoded(connection: RTCPeerConnection | undefined): Promise<number> {
  const report = (await connection?.getStats()) ?? new Map();
  return [...report.values()].reduce(
    (sum, stats) => sum + (stats.type === 'inbound-rtp' ? (stats.framesDecoded ?? 0) : 0),
    0,
  );
}

/** What was shown of the link since a snapshot. */
function statusesSince({ history }: StagePage, begun: number): string[] {
  const statuses = history.slice(begun).flatMap(({ participants }) => participants.map(({ link }) => link));
  return statuses.filter((status, index) => status !== statuses[index - 1]);
}

test.concurrent('a link on which nobody sends media is left as it is for a minute', {
  timeout: TIMEOUT_MS,
}, async (context) => {
  const ends = await callOfTwo(context, 'nothing');
  const begun = ends.map(({ page }) => page.history.length);
  await wait(MINUTE_MS);
  expect(made(ends)).toEqual([1, 1]);
  for (const [index, { page }] of ends.entries()) {
    expect(isConnected(page.snapshot)).toBe(true);
    expect(statusesSince(page, begun[index] ?? 0)).toEqual([]);
  }
});

test.concurrent('so is one whose other end stands still', { timeout: TIMEOUT_MS }, async (context) => {
  const ends = await callOfTwo(context, 'nothing');
  const [ada, mina] = ends;
  mina.connections.cut('page');
  const asked = ada.connections.asked;
  await wait(MINUTE_MS / 3);
  // That it looked is what told the page that stands still from a dead path.
  expect(ada.connections.asked).toBeGreaterThan(asked + 5);
  expect(made(ends)).toEqual([1, 1]);
  expect(isConnected(ada.page.snapshot)).toBe(true);
});

test.concurrent('a link whose path is dead is replaced, and media flow on', {
  timeout: TIMEOUT_MS,
}, async (context) => {
  const ends = await callOfTwo(context, 'media');
  const begun = ends.map(({ page }) => page.history.length);
  const before = ends.map(({ page }) => page.snapshot.participants[0]);
  for (const { connections } of ends) connections.cut('path');
  for (const [index, { page, connections }] of ends.entries()) {
    await vi.waitUntil(() => page.snapshot.participants[0]?.videoTrack !== before[index]?.videoTrack, PATIENT);
    await vi.waitUntil(async () => (await framesDecoded(connections.made[1])) > 2, PATIENT);
    await vi.waitUntil(() => connections.open.length === 1, PATIENT);
    expect(page.snapshot.participants[0]).toMatchObject({ id: before[index]?.id, link: 'connected' });
    expect(statusesSince(page, begun[index] ?? 0)).toEqual(['interrupted', 'connected']);
  }
  // Neither takes the end of the link before for a stall.
  await wait(3_000);
  expect(made(ends)).toEqual([2, 2]);
});

test.concurrent('the link before leads until the other has proved itself, and sends the same', {
  timeout: TIMEOUT_MS,
}, async (context) => {
  const ends = await callOfTwo(context, 'media');
  const [ada] = ends;
  for (const { connections } of ends) connections.cut('path');
  await vi.waitUntil(() => ada.connections.made.length === 2, PATIENT);
  const [first, second] = ada.connections.made;
  await vi.waitUntil(() => second?.connectionState === 'connected', PATIENT);
  const sent = [first, second].map((connection) => connection?.getSenders().map(({ track }) => track));
  expect(sent[0]).toEqual(sent[1]);
  await ada.page.call.turnOff('camera');
  for (const connection of ada.connections.open) {
    const kinds = () => connection.getSenders().map(({ track }) => track?.kind ?? null);
    await vi.waitUntil(() => kinds().join() === 'audio,', PATIENT);
  }
});

test.concurrent('a link is replaced while both ends negotiate', { timeout: TIMEOUT_MS }, async (context) => {
  const ends = await callOfTwo(context, 'media');
  for (const { connections } of ends) {
    connections.cut('path');
    connections.open[0]?.restartIce();
  }
  await wait(1_150);
  for (const { connections } of ends) connections.made[0]?.addTransceiver('audio', { direction: 'inactive' });
  for (const { page, connections } of ends) {
    await vi.waitUntil(async () => (await framesDecoded(connections.made[1])) > 2, PATIENT);
    await vi.waitUntil(() => connections.open.length === 1 && isConnected(page.snapshot), PATIENT);
  }
  expect(made(ends)).toEqual([2, 2]);
});

test.concurrent('a link that was closed, and nobody has left, is made anew', {
  timeout: TIMEOUT_MS,
}, async (context) => {
  const ends = await callOfTwo(context, 'nothing');
  // All candidates have come by then.
  await wait(2_000);
  ends[0].connections.open[0]?.close();
  for (const { page, connections } of ends) {
    await vi.waitUntil(() => connections.made.length > 1 && isConnected(page.snapshot), PATIENT);
  }
  expect(ends.map(({ connections }) => connections.made.at(-1)?.connectionState)).toEqual(['connected', 'connected']);
});
