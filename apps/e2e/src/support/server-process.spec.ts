import { expect, it } from 'vitest';
import { useServers } from './servers.ts';

const servers = useServers();

async function answers(url: string, limitMs: number): Promise<boolean> {
  return fetch(`${url}/rtc-call/about`, { signal: AbortSignal.timeout(limitMs) }).then(
    ({ ok }) => ok,
    () => false,
  );
}

it('is killed, and started again on the same ports', async () => {
  const server = await servers.start();
  const { url, grpcAddress } = server;
  expect(await answers(url, 5_000)).toBe(true);
  await server.end('SIGKILL');
  expect(await answers(url, 5_000)).toBe(false);
  await server.startAgain();
  expect([server.url, server.grpcAddress]).toEqual([url, grpcAddress]);
  expect(await answers(url, 5_000)).toBe(true);
});

it('stands still, and goes on', async () => {
  const server = await servers.start();
  server.pause();
  expect(await answers(server.url, 300)).toBe(false);
  server.goOn();
  expect(await answers(server.url, 5_000)).toBe(true);
});

it('ends in order', async () => {
  const server = await servers.start();
  await server.end('SIGTERM');
  expect(server.output).toContain('Stopped');
});
