import { expect, it } from 'vitest';
import { remoteAddress } from './remote-address.ts';

it.each([
  ['192.0.2.7:50000', '192.0.2.7'],
  ['::ffff:192.0.2.7:50000', '192.0.2.7'],
  ['::ffff:c000:207:50000', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6:50000', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::9:50000', '2001:db8:1:2::/64'],
  ['[2001:db8::1]:50000', '2001:db8::/64'],
  ['fe80::1%eth0:50000', 'fe80::/64'],
  ['::1:50000', '::/64'],
  ['unknown', null],
  ['unknown:0', null],
  ['/run/a.sock', null],
  [undefined, null],
])('who is at %s counts as %s', (peer, expected) => {
  expect(remoteAddress(peer)).toBe(expected);
});
