import { expect, it } from 'vitest';
import { parsePeerRange } from './peer-range.ts';

it.each([
  ['192.0.2.7', '192.0.2.7', '192.0.2.7'],
  ['192.0.2.7-192.0.3.5', '192.0.2.7', '192.0.3.5'],
  ['10.0.0.0/8', '10.0.0.0', '10.255.255.255'],
  ['172.16.0.0/12', '172.16.0.0', '172.31.255.255'],
  ['192.0.2.7/32', '192.0.2.7', '192.0.2.7'],
  ['0.0.0.0/0', '0.0.0.0', '255.255.255.255'],
  ['fd00::1', 'fd00::1', 'fd00::1'],
  ['fd00::10-fd00::1f', 'fd00::10', 'fd00::1f'],
  ['fd00::/9', 'fd00::', 'fd7f:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8:0:8000::/49', '2001:db8:0:8000::', '2001:db8:0:ffff:ffff:ffff:ffff:ffff'],
])('%s is from %s to %s', (text, first, last) => {
  expect(parsePeerRange(text)).toEqual({ first, last });
});

it.each([
  ['everybody', 'is no range of addresses'],
  ['10.0.0.1-', 'is no range of addresses'],
  ['10.0.0.1-10.0.0.2-10.0.0.3', 'is no range of addresses'],
  ['10.0.0.9-10.0.0.1', 'begins above its end'],
  ['10.0.0.9-::1', 'has addresses of two families'],
  ['10/8', 'is no range of addresses'],
  ['10.0.0.0/33', 'has a prefix that is not from 0 to 32'],
  ['fd00::/129', 'has a prefix that is not from 0 to 128'],
  ['10.0.0.0/x', 'has a prefix that is not from 0 to 32'],
  ['10.0.0.0/8/8', 'has more than one slash'],
  ['10.0.0.1/8', 'has bits set behind its prefix'],
  ['fd00::1-fd00::2:0', 'is no whole block of IPv6, and coturn would see holes in it'],
])('%s %s', (text, problem) => {
  expect(parsePeerRange(text)).toBe(problem);
});
