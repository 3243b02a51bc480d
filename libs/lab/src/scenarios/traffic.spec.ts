import { expect, it } from 'vitest';
import { carrierOf } from './traffic.ts';

it('names what carries nearly all packets, if there are enough', () => {
  expect(carrierOf({ peerUdp: 190, turnUdp: 9 })).toBe('peerUdp');
  expect(carrierOf({ peerUdp: 100, turnUdp: 100 })).toBeNull();
  expect(carrierOf({ peerUdp: 30, turnUdp: 0 })).toBeNull();
});
