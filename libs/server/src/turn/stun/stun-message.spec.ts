import { describe, expect, it } from 'vitest';
import { decodeXorAddress, encodeXorAddress } from './stun-address.ts';
import { decodeErrorCode } from './stun-error-code.ts';
import { attributeOf, decodeStun, encodeStun } from './stun-message.ts';
import { STUN_ATTRIBUTE, STUN_CLASS, STUN_METHOD } from './stun-registry.ts';

const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex');

/** RFC 5769, sections 2.1 to 2.3. */
const KEY = Buffer.from('VOkJxbRl1RmTxUk/WvJxBt');
const REQUEST = hex(`
  00010058 2112a442 b7e7a701 bc34d686 fa87dfae
  80220010 5354554e 20746573 7420636c 69656e74
  00240004 6e0001ff
  80290008 932ff9b1 51263b36
  00060009 6576746a 3a683676 59202020
  00080014 9aeaa70c bfd8cb56 781ef2b5 b2d3f249 c1b571a2
  80280004 e57a3bcf`);
const RESPONSE_IPV4 = hex(`
  0101003c 2112a442 b7e7a701 bc34d686 fa87dfae
  8022000b 74657374 20766563 746f7220
  00200008 0001a147 e112a643
  00080014 2b91f599 fd9e90c3 8c7489f9 2af9ba53 f06be7d7
  80280004 c07d4c96`);
const RESPONSE_IPV6 = hex(`
  01010048 2112a442 b7e7a701 bc34d686 fa87dfae
  8022000b 74657374 20766563 746f7220
  00200014 0002a147 0113a9fa a5d3f179 bc25f4b5 bed2b9d9
  00080014 a382954e 4be67bf1 1784c97c 8292c275 bfe3ed41
  80280004 c8fb0b4c`);

function decoded(bytes: Buffer) {
  const message = decodeStun(bytes);
  if (message === null) throw new Error('It is no STUN message');
  return message;
}

describe('the test vectors of RFC 5769', () => {
  it('are read, and known as made with the key', () => {
    const request = decoded(REQUEST);
    expect(request).toMatchObject({ method: STUN_METHOD.binding, class: STUN_CLASS.request });
    expect(attributeOf(request, STUN_ATTRIBUTE.username)?.toString()).toBe('evtj:h6vY');
    for (const bytes of [REQUEST, RESPONSE_IPV4, RESPONSE_IPV6]) {
      expect(decoded(bytes).isAuthentic(KEY)).toBe(true);
      expect(decoded(bytes).isAuthentic(Buffer.from('another'))).toBe(false);
    }
  });

  it.each([
    ['IPv4', RESPONSE_IPV4, '192.0.2.1'],
    ['IPv6', RESPONSE_IPV6, '2001:db8:1234:5678:11:2233:4455:6677'],
  ])('hold an address of %s', (_, bytes, address) => {
    const response = decoded(bytes);
    expect(response.class).toBe(STUN_CLASS.success);
    const value = attributeOf(response, STUN_ATTRIBUTE.xorMappedAddress);
    if (value === undefined) throw new Error('It holds none');
    expect(decodeXorAddress(value, response.transactionId)).toEqual({ address, port: 32_853 });
    expect(encodeXorAddress({ address, port: 32_853 }, response.transactionId)).toEqual(value);
  });
});

describe('a message', () => {
  const transactionId = Buffer.alloc(12, 7);
  const attributes = [{ type: STUN_ATTRIBUTE.data, value: Buffer.from('five!') }];

  it.each(Object.entries(STUN_METHOD))('of method %s is read as it was written, of any class', (_, method) => {
    for (const kind of Object.values(STUN_CLASS)) {
      const bytes = encodeStun({ method, class: kind, transactionId, attributes }, KEY);
      expect(decoded(bytes)).toMatchObject({ method, class: kind, transactionId, attributes });
      expect(decoded(bytes).isAuthentic(KEY)).toBe(true);
    }
  });

  it('that was changed on the way is not authentic', () => {
    const bytes = encodeStun(
      { method: STUN_METHOD.allocate, class: STUN_CLASS.success, transactionId, attributes },
      KEY,
    );
    bytes.write('F', bytes.indexOf('five!'));
    expect(decoded(bytes).isAuthentic(KEY)).toBe(false);
  });

  it('ends for us at its integrity: what somebody added behind it does not count', () => {
    const signed = encodeStun(
      { method: STUN_METHOD.allocate, class: STUN_CLASS.success, transactionId, attributes },
      KEY,
    );
    const forged = Buffer.concat([signed.subarray(0, -8), hex('000d0004 00000e10')]);
    expect(decoded(forged).isAuthentic(KEY)).toBe(true);
    expect(attributeOf(decoded(forged), STUN_ATTRIBUTE.lifetime)).toBeUndefined();
  });

  it.each([
    ['nothing', ''],
    ['something short', '0001'],
    ['HTTP', Buffer.from('GET / HTTP/1.1\r\nHost: example.org\r\n\r\n').toString('hex')],
    ['ChannelData', '40000004 2112a442 00000000 00000000 00000000'],
    ['a wrong length', '00010008 2112a442 00000000 00000000 00000000'],
    ['an attribute that goes on beyond the end', '00010004 2112a442 00000000 00000000 00000000 00130040'],
    ['half an attribute', '00010002 2112a442 00000000 00000000 00000000 0013'],
  ])('is not found in %s', (_, bytes) => {
    expect(decodeStun(hex(bytes))).toBeNull();
  });
});

it('says why a request is refused', () => {
  const value = Buffer.concat([hex('00000403'), Buffer.from('Forbidden IP')]);
  expect(decodeErrorCode(value)).toEqual({ code: 403, reason: 'Forbidden IP' });
  expect(decodeErrorCode(hex('0000'))).toBeNull();
  expect(decodeErrorCode(undefined)).toBeNull();
});

it.each(['00', '00010000 00', '00030000 00000000', '00020000 00000000'])('holds no address in %s', (value) => {
  expect(decodeXorAddress(hex(value), Buffer.alloc(12))).toBeNull();
});
