import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { cutAtRandom } from './cut-at-random.ts';
import { NumberedSignals } from './numbered-signals.ts';
import { useServers } from './servers.ts';
import { TcpProxy } from './tcp-proxy.ts';

const GUESTS = 3;
const DURATION_MS = 5_000;

const servers = useServers();
let proxy: TcpProxy | null = null;
let signals: NumberedSignals | null = null;
afterEach(async () => {
  signals?.end();
  await proxy?.close();
});

it('cuts again and again, and what is said through it still arrives once and in order', async () => {
  const server = await servers.start();
  proxy = await TcpProxy.listen({ port: server.httpPort });
  const talk = await NumberedSignals.begin(`http://${proxy.host}`, 'cut', GUESTS, (_, enter) => enter());
  signals = talk;
  const cutting = cutAtRandom(proxy, { seed: 1, shortestMs: 50, longestMs: 500 });
  await delay(DURATION_MS);
  cutting.stop();
  const said = await talk.finish();
  const all = Array.from({ length: said }, (_, index) => index + 1);
  await expect.poll(() => talk.heard).toEqual(Array.from({ length: GUESTS * (GUESTS - 1) }, () => all));
  expect(cutting.cuts).toBeGreaterThan(GUESTS * 10);
});
