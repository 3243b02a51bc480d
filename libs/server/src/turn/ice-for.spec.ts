import { IceTransportPolicy } from '@rtc-call/contract';
import { expect, it } from 'vitest';
import { createIceFor } from './ice-for.ts';

const NOW = 1_700_000_000_999;
const turn = { urls: ['turn:t.example', 'turns:t.example'], secret: 'north', ttlSeconds: 600 };
const options = { stun: ['stun:s.example'], turn, relayOnly: false, unixTimeMs: () => NOW };

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
  'with a life of %i s gives who tests its network one that is good for %i s, and another each time',
  (ttl, expected) => {
    const iceFor = createIceFor({ ...options, turn: { ...turn, ttlSeconds: ttl } });
    const names = [iceFor(null), iceFor(null)].map(({ servers, validForSeconds }) => {
      expect(validForSeconds).toBe(expected);
      return servers[1]?.username ?? '';
    });
    expect(names[0]).toMatch(new RegExp(`^${1_700_000_000 + expected}:preflight-`));
    expect(names[0]).not.toBe(names[1]);
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
