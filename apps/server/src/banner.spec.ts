import type { RunningServer, ServerConfig } from '@rtc-call/server';
import { expect, it } from 'vitest';
import { bannerText } from './banner.ts';

const config: ServerConfig = {
  http: { host: 'localhost', port: 0 },
  grpc: { host: 'localhost', port: 0 },
  tls: null,
  allowedOrigins: [],
  roomCapacity: 6,
  ice: { stun: [], turn: null, relayOnly: false },
  secret: null,
  redis: [],
  drainMs: 0,
  demoDirectory: null,
  bundleDirectory: null,
};

const server: RunningServer = {
  url: 'http://localhost:8080',
  networkUrls: [],
  httpPort: 8080,
  grpcPort: 50_051,
  isStoreReady: true,
  turn: [],
  drain: async () => {},
  close: async () => {},
};

function storeRow(redis: readonly string[], isStoreReady = true): string | undefined {
  const lines = bannerText({ ...server, isStoreReady }, { ...config, redis }, '1.2.3').split('\n');
  return lines.find((line) => line.includes('Rooms'))?.trim();
}

it('says where the rooms are kept, without a password, and whether they can be reached', () => {
  const redis = ['redis://user:pass@one:6379', 'redis://two:6379'];
  const where = 'redis://one:6379, redis://two:6379';
  expect(storeRow([])).toBe('Rooms    are kept in the memory of this process.');
  expect(storeRow(redis)).toBe(`Rooms    are kept in Redis at ${where}.`);
  expect(storeRow(redis, false)).toBe(
    `Rooms    are kept in Redis at ${where}, which cannot be reached: nobody can join until it is.`,
  );
});

it('says whether each TURN server works, and what is wrong where not', () => {
  const turn: RunningServer['turn'] = [
    { url: 'turn:t.example', proof: { works: true, tookMs: 7 } },
    { url: 'turns:t.example', proof: { works: false, fault: { kind: 'refused' } } },
    { url: 'turn:u.example', proof: null },
  ];
  expect(bannerText({ ...server, turn }, config, '1.2.3')).toContain(
    [
      '  TURN     turn:t.example works.',
      '           turns:t.example cannot be used. Nothing listens on TCP port 5349 of t.example: coturn is not running, or listens elsewhere.',
      '           turn:u.example has not been tried yet.',
      '',
    ].join('\n'),
  );
});
