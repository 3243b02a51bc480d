import { expect, it } from 'vitest';
import { StunFrames } from './stun-frames.ts';
import { encodeStun } from './stun-message.ts';
import { STUN_CLASS, STUN_METHOD } from './stun-registry.ts';

const stun = encodeStun({
  method: STUN_METHOD.binding,
  class: STUN_CLASS.request,
  transactionId: Buffer.alloc(12),
  attributes: [],
});
/** Five bytes on channel 0x4000, padded to eight. */
const channelData = Buffer.from('400000050102030405000000', 'hex');
const messages = [stun, channelData, stun];

it.each([1, 3, 7, 1_000])('finds the messages in a stream that comes %i bytes at a time', (size) => {
  const frames = new StunFrames();
  const stream = Buffer.concat(messages);
  const found: Buffer[] = [];
  for (let at = 0; at < stream.length; at += size) found.push(...frames.push(stream.subarray(at, at + size)));
  expect(found).toEqual(messages);
});
