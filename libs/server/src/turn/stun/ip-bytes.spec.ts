import { expect, it } from 'vitest';
import { ipFromBytes, ipToBytes } from './ip-bytes.ts';

it.each([
  ['192.0.2.1', 'c0000201', '192.0.2.1'],
  ['::', '00000000000000000000000000000000', '::'],
  ['::1', '00000000000000000000000000000001', '::1'],
  ['2001:db8::', '20010db8000000000000000000000000', '2001:db8::'],
  ['::ffff:10.1.2.3', '00000000000000000000ffff0a010203', '::ffff:a01:203'],
  ['64:ff9b::10.1.2.3', '0064ff9b00000000000000000a010203', '64:ff9b::a01:203'],
  ['1:2:3:4:5:6:7:8', '00010002000300040005000600070008', '1:2:3:4:5:6:7:8'],
])('%s is %s', (address, bytes, usual) => {
  expect(ipToBytes(address).toString('hex')).toBe(bytes);
  expect(ipFromBytes(Buffer.from(bytes, 'hex'))).toBe(usual);
});

it('is no name', () => {
  expect(() => ipToBytes('localhost')).toThrow('localhost is no IP address');
});
