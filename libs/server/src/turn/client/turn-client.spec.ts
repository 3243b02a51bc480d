import { createHash } from 'node:crypto';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { afterEach, expect, it } from 'vitest';
import { encodeXorAddress } from '../stun/stun-address.ts';
import { attributeOf, decodeStun, encodeStun, type ReceivedStun, type StunAttribute } from '../stun/stun-message.ts';
import { STUN_ATTRIBUTE, STUN_CLASS } from '../stun/stun-registry.ts';
import { answerOf } from '../testing/coturn-under-test.ts';
import { TurnClient } from './turn-client.ts';

const CREDENTIALS = { username: '1:ann', credential: 'word' };
const KEY = createHash('md5').update('1:ann:realm:word').digest();
const RELAYED = { address: '192.0.2.7', port: 50_000 };

type Answer = (request: ReceivedStun) => Buffer | null;

const ends: (() => unknown)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server that gives one answer after the other, and a client of it. */
async function setUp(answers: readonly Answer[], signal = AbortSignal.timeout(5_000)) {
  const socket: Socket = createSocket('udp4').bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const nonces: (string | undefined)[] = [];
  const left = [...answers];
  socket.on('message', (bytes, { port }) => {
    const request = decodeStun(bytes);
    if (request === null) return;
    nonces.push(attributeOf(request, STUN_ATTRIBUTE.nonce)?.toString());
    const response = left.shift()?.(request);
    if (response) socket.send(response, port, '127.0.0.1');
  });
  const url = { host: '127.0.0.1', port: socket.address().port, transport: 'udp' } as const;
  const client = await TurnClient.connect(url, CREDENTIALS, { signal });
  ends.push(
    () => client.close(),
    () => socket.close(),
  );
  return { client, nonces };
}

const silence: Answer = () => null;

function refusal(code: number, nonce: string): Answer {
  return ({ method, transactionId }) => {
    const value = Buffer.from([0, 0, Math.floor(code / 100), code % 100]);
    const attributes: StunAttribute[] = [
      { type: STUN_ATTRIBUTE.errorCode, value },
      { type: STUN_ATTRIBUTE.realm, value: Buffer.from('realm') },
      { type: STUN_ATTRIBUTE.nonce, value: Buffer.from(nonce) },
    ];
    return encodeStun({ method, class: STUN_CLASS.error, transactionId, attributes });
  };
}

function grant(key?: Buffer): Answer {
  return ({ method, transactionId }) => {
    const value = encodeXorAddress(RELAYED, transactionId);
    const attributes = [{ type: STUN_ATTRIBUTE.xorRelayedAddress, value }];
    return encodeStun({ method, class: STUN_CLASS.success, transactionId, attributes }, key);
  };
}

it('gives its credentials when it is asked to, with the nonce that it was given', async () => {
  const { client, nonces } = await setUp([refusal(401, 'one'), grant(KEY)]);
  expect(await client.allocate()).toEqual(RELAYED);
  expect(nonces).toEqual([undefined, 'one']);
});

it('gives back what it has allocated when its own time is over, and says it again where nobody answers', async () => {
  const over = new AbortController();
  const { client, nonces } = await setUp([refusal(401, 'one'), grant(KEY), silence, grant(KEY)], over.signal);
  await client.allocate();
  over.abort();
  await client.release(AbortSignal.timeout(5_000));
  expect(nonces).toEqual([undefined, 'one', 'one', 'one']);
});

it('takes a new nonce when the old one is stale', async () => {
  const { client, nonces } = await setUp([refusal(401, 'one'), refusal(438, 'two'), grant(KEY)]);
  expect(await client.allocate()).toEqual(RELAYED);
  expect(nonces).toEqual([undefined, 'one', 'two']);
});

it('does not go on for ever with new nonces', async () => {
  const stale = ['one', 'two', 'three', 'four'].map((nonce) => refusal(438, nonce));
  const { client } = await setUp([refusal(401, 'none'), ...stale]);
  await expect(client.allocate()).rejects.toMatchObject({ fault: { kind: 'rejected', code: 438 } });
});

it('asks again when nothing comes back', async () => {
  const { client, nonces } = await setUp([silence, refusal(401, 'one'), silence, grant(KEY)]);
  expect(await client.allocate()).toEqual(RELAYED);
  expect(nonces).toEqual([undefined, undefined, 'one', 'one']);
});

it.each([
  ['nobody', undefined],
  ['somebody else', Buffer.from('another key')],
])('does not believe a success that %s has signed', async (_, key) => {
  const { client } = await setUp([refusal(401, 'one'), grant(key)], AbortSignal.timeout(300));
  expect(await answerOf(client.allocate())).toBe('no-answer');
});
