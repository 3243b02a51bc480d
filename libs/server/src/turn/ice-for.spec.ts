import { ErrorCode, IceTransportPolicy } from '@rtc-call/contract';
import { VirtualClock } from '@rtc-call/room/testing';
import { expect, it } from 'vitest';
import { TurnClient } from './client/turn-client.ts';
import { createIceFor } from './ice-for.ts';
import { parseTurnUrl } from './ice-url.ts';
import { answerOf, CoturnUnderTest } from './testing/coturn-under-test.ts';
import { describeWithCoturn } from './testing/describe-with-coturn.ts';

const NOW = 1_700_000_000_999;
const turn = { urls: ['turn:t.example', 'turns:t.example'], secret: 'north', ttlSeconds: 600 };
const options = { stun: ['stun:s.example'], turn, relayOnly: false, unixTimeMs: () => NOW, clock: new VirtualClock() };

it('gives a participant a credential of its own, and says how long it is good for', () => {
  // Made with: printf 1700000600:ann | openssl dgst -sha1 -hmac north -binary | base64
  expect(createIceFor(options)('ann')).toEqual({
    servers: [
      { urls: ['stun:s.example'], username: '', credential: '' },
      { urls: turn.urls, username: '1700000600:ann', credential: '7frJsC9X1ENSUqDpiZimUxlaSY8=' },
    ],
    validForSeconds: 600,
    transportPolicy: IceTransportPolicy.UNSPECIFIED,
  });
});

it.each([
  [600, 120],
  [30, 30],
])(
  'with a life of %i s gives who tests its network one that is good for %i s, by one name for each address',
  (ttl, expected) => {
    const iceFor = createIceFor({ ...options, turn: { ...turn, ttlSeconds: ttl } });
    const name = (peer?: string) => {
      const { servers, validForSeconds } = iceFor(null, peer);
      expect(validForSeconds).toBe(expected);
      return servers[1]?.username;
    };
    const [ann, bob] = ['192.0.2.7', '192.0.2.8'];
    expect(name(`${ann}:1`)).toMatch(new RegExp(`^${1_700_000_000 + expected}:preflight-[\\w-]{16}$`));
    expect(name(`${ann}:2`)).toBe(name(`${ann}:1`));
    expect(name(`${bob}:1`)).not.toBe(name(`${ann}:1`));
    expect(name()).toBe(name());
  },
);

it('has nothing that expires without TURN', () => {
  const { servers, validForSeconds } = createIceFor({ ...options, turn: null })('ann');
  expect(servers).toEqual([{ urls: ['stun:s.example'], username: '', credential: '' }]);
  expect(validForSeconds).toBe(0);
  expect(createIceFor({ ...options, stun: [], turn: null })('ann').servers).toEqual([]);
});

it('says that only relays may be used', () => {
  expect(createIceFor({ ...options, relayOnly: true })('ann').transportPolicy).toBe(IceTransportPolicy.RELAY);
});

it('lets an address that is no participant’s ask so often, and says how long to wait', async () => {
  const clock = new VirtualClock();
  const asks = { burst: 2, everyMs: 5_000, addresses: 10 };
  const iceFor = createIceFor({ ...options, clock, asks });
  const ask = (peer: string) => () => iceFor(null, peer);
  for (const peer of ['192.0.2.7:1', '192.0.2.7:2']) expect(ask(peer)).not.toThrow();
  await clock.advance(1_200);
  expect(ask('192.0.2.7:3')).toThrow(
    expect.objectContaining({
      code: ErrorCode.SERVER_BUSY,
      retryAfterMs: 3_800,
      message: 'ICE servers without a session were asked for too often from this address. Try again in 4 s.',
    }),
  );
  expect(ask('192.0.2.8:1')).not.toThrow();
  for (let times = 0; times < 9; times += 1) iceFor('ann', '192.0.2.7:3');
  await clock.advance(3_800);
  expect(ask('192.0.2.7:3')).not.toThrow();
});

describeWithCoturn('the quota of one participant', (program) => {
  it('bounds all who test from one address, whenever they ask', async () => {
    const quotas = { perUser: 2, total: 100, kilobitsPerSecond: 8_000 };
    await using coturn = await CoturnUnderTest.start(program, { quotas });
    let now = Date.now();
    const {
      urls,
      options: { secret },
    } = coturn;
    const iceFor = createIceFor({ ...options, turn: { urls, secret, ttlSeconds: 600 }, unixTimeMs: () => now });
    const place = parseTurnUrl(urls[0] ?? '');
    const answers: string[] = [];
    const clients: TurnClient[] = [];
    for (const peer of ['192.0.2.7:1', '192.0.2.7:2', '192.0.2.7:3', '192.0.2.8:1']) {
      now += 1_000;
      const server = iceFor(null, peer).servers[1];
      if (place === null || server === undefined) throw new Error('No TURN server was handed out');
      const client = await TurnClient.connect(place, server, { signal: AbortSignal.timeout(5_000) });
      clients.push(client);
      answers.push(await answerOf(client.allocate()));
    }
    for (const client of clients) client.close();
    expect(answers).toEqual(['granted', 'granted', 'quota', 'granted']);
  });
});
