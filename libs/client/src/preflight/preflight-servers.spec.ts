import { IceTransportPolicy } from '@rtc-call/contract';
import { expect, it } from 'vitest';
import { preflightServers } from './preflight-servers.ts';

const credentials = { username: '1:x', credential: 'secret' };
const sorted = (...servers: { urls: string[]; username: string; credential: string }[]) =>
  Object.fromEntries(preflightServers({ servers, validForSeconds: 0, transportPolicy: 0 }).of);

it('sorts URLs by what they are reached over, with their credentials', () => {
  const urls = ['turn:a', 'turn:a:3478?transport=udp', 'turn:a?transport=tcp', 'turns:a', 'TURNS:a?transport=TCP'];
  expect(sorted({ urls: ['stun:s'], username: '', credential: '' }, { urls, ...credentials })).toEqual({
    stun: [{ urls: ['stun:s'] }],
    'turn-udp': [{ urls: ['turn:a', 'turn:a:3478?transport=udp'], ...credentials }],
    'turn-tcp': [{ urls: ['turn:a?transport=tcp'], ...credentials }],
    'turn-tls': [{ urls: ['turns:a', 'TURNS:a?transport=TCP'], ...credentials }],
  });
});

it('leaves out what browsers do not speak', () => {
  const urls = ['turns:a?transport=udp', 'turn:a?transport=sctp', 'stuns:a', 'https://a', 'nonsense'];
  expect(sorted({ urls, ...credentials })).toEqual({});
});

it('takes a TURN server over UDP for a STUN server where there is no other', () => {
  expect(sorted({ urls: ['turn:a:3478?transport=udp', 'turn:[::1]'], ...credentials })['stun']).toEqual([
    { urls: ['stun:a:3478', 'stun:[::1]'] },
  ]);
  expect(sorted({ urls: ['turn:a?transport=tcp'], ...credentials })['stun']).toBeUndefined();
});

it('says that only relays are wanted', () => {
  const ice = { servers: [], validForSeconds: 0 };
  expect(preflightServers({ ...ice, transportPolicy: IceTransportPolicy.RELAY }).relayOnly).toBe(true);
  expect(preflightServers({ ...ice, transportPolicy: IceTransportPolicy.UNSPECIFIED }).relayOnly).toBe(false);
});
