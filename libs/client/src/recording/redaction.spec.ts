import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent, CallHappening } from './call-event.ts';
import { candidateView } from './candidate-view.ts';
import { Pseudonyms } from './pseudonyms.ts';
import { redactSdp } from './redact-sdp.ts';
import { redactText } from './redact-text.ts';
import { redactEvents } from './redaction.ts';
import { eventAt, LINK } from './testing/call-events.ts';

const EVERYBODYS = ['0.0.0.0', '127.0.0.1', '::', '::1'];

const hostName = fc.oneof(
  fc.domain(),
  fc.domain().map((name) => `${name}.lan`),
  fc.constantFrom('my-laptop.lan', '회의.example', 'TURN.Secret.Example'),
);
const address = fc
  .oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.ipV4().map((ip) => `::ffff:${ip}`),
    fc.ipV6().map((ip) => `${ip}%wlan-secret.7`),
    fc.uuid().map((id) => `${id}.local`),
    hostName,
  )
  .filter((each) => !EVERYBODYS.includes(each));
const hex = fc.uint8Array({ minLength: 32, maxLength: 32 });
const fingerprint = hex.map((bytes) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':'),
);
const iceWord = (minLength: number) =>
  fc.string({
    unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/'.split('')),
    minLength,
    maxLength: 32,
  });
const port = fc.nat({ max: 65_535 });
const name = fc.string({ unit: 'grapheme', minLength: 12, maxLength: 64 });

/** All that must not survive in one recording. */
const secrets = fc.record({
  own: address,
  others: address,
  related: address,
  server: address,
  // Shorter ones could be found by chance in any text.
  ufrag: iceWord(12),
  password: iceWord(22),
  fingerprint,
  port,
  name,
  hostName,
  // Of a URL.
  userName: iceWord(12).map((word) => word.replaceAll(/[+/]/g, 'x')),
  token: iceWord(22),
});
type Secrets = typeof secrets extends fc.Arbitrary<infer Value> ? Value : never;

function lineOf({ own, related, port: at, ufrag }: Secrets): string {
  return `candidate:842163049 1 udp 1677729535 ${own} ${at} typ srflx raddr ${related} rport 9 generation 0 ufrag ${ufrag}`;
}

function sdpOf(held: Secrets): string {
  return [
    'v=0',
    `o=- 4611731400430051336 2 IN IP4 ${held.own}`,
    's=-',
    `c=IN IP6 ${held.others}`,
    `a=${lineOf(held)}`,
    `a=ice-ufrag:${held.ufrag}`,
    `a=ice-pwd:${held.password}`,
    `a=fingerprint:sha-256 ${held.fingerprint}`,
    `a=fingerprint:sha-256 ${held.fingerprint.toLowerCase()}`,
    'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
    'a=rtpmap:111 opus/48000/2',
    '',
  ].join('\r\n');
}

const because = (message: string) => ({ code: 'ended', message }) as const;

function eventsWith(held: Secrets): CallEvent[] {
  const host = held.server.includes(':') ? `[${held.server.replace('%', '%25')}]` : held.server;
  const end = (own: string) => ({ type: 'host', protocol: 'udp', relayProtocol: null, address: own, port: 9 }) as const;
  const path = { local: end(held.own), remote: end(held.others) };
  const flow = { bitrate: null, audio: null, video: null };
  const happenings: CallHappening[] = [
    { type: 'participant', change: 'came', participantId: 'mina', displayName: held.name },
    { type: 'signal', direction: 'sent', negotiationId: 'p1', content: { kind: 'offer', sdp: sdpOf(held) }, ...LINK },
    {
      type: 'signal',
      direction: 'sent',
      negotiationId: 'p1',
      content: { kind: 'candidate', candidate: candidateView(lineOf(held)) },
      ...LINK,
    },
    {
      type: 'candidate-error',
      url: `turn:${host}:3478?transport=udp`,
      code: 701,
      text: `no answer from ${held.server}`,
      ...LINK,
    },
    {
      type: 'pair',
      pair: { id: 'CPa_b', ...path, state: 'succeeded', nominated: true, selected: true, roundTripMs: 1 },
      ...LINK,
    },
    {
      type: 'statistics',
      participantId: 'mina',
      statistics: { at: 1, generation: 1, roundTripMs: 1, path, sent: flow, received: flow },
    },
    {
      type: 'report',
      participantId: 'mina',
      code: 'candidate-refused',
      message: `refused (${lineOf(held)}), and ${held.related} too`,
    },
    {
      type: 'phase',
      phase: 'failed',
      connection: null,
      error: { code: 'server-unreachable', message: `https://${host}:8080 does not answer.` },
    },
    { type: 'stream', state: 'lost', resuming: false, reason: because(`getaddrinfo ENOTFOUND ${held.hostName}`) },
    {
      type: 'stream',
      state: 'refused',
      resuming: true,
      reason: because(
        `(see wss://${held.userName}:${held.token}@${host}:8443/${held.token}/x?token=${held.token}#${held.token}).`,
      ),
    },
    {
      type: 'stream',
      state: 'lost',
      resuming: false,
      reason: because(`${held.userName}@${held.hostName}, token=${held.token}`),
    },
  ];
  return happenings.map((happening, at) => eventAt(at, happening));
}

/** More than elsewhere: what survives is rare. */
const RUNS = { numRuns: 500 };

describe('redaction', () => {
  it('lets no name, address, fingerprint or credential survive', () => {
    fc.assert(
      fc.property(secrets, (held) => {
        const text = JSON.stringify(redactEvents(eventsWith(held))).toLowerCase();
        const { own, others, related, server, ufrag, password, userName, token } = held;
        const addresses = [own, others, related, server, held.hostName, 'wlan-secret'];
        for (const secret of [...addresses, ufrag, password, held.fingerprint, userName, token]) {
          expect(text).not.toContain(secret.toLowerCase());
        }
        expect(text).not.toContain(JSON.stringify(held.name).toLowerCase());
      }),
      RUNS,
    );
  });

  it('gives the same thing the same pseudonym wherever it stands, and different things different ones', () => {
    fc.assert(
      fc.property(secrets, (held) => {
        fc.pre(new Set([held.own, held.others, held.related]).size === 3);
        const [, offer, candidate, , pair] = redactEvents(eventsWith(held));
        if (offer?.type !== 'signal' || offer.content.kind !== 'offer') throw new Error('no offer');
        if (candidate?.type !== 'signal' || candidate.content.kind !== 'candidate') throw new Error('no candidate');
        if (pair?.type !== 'pair') throw new Error('no pair');
        const own = candidate.content.candidate.address;
        expect(own).toMatch(/^host-\d+$/);
        expect(pair.pair.local.address).toBe(own);
        expect(pair.pair.remote.address).not.toBe(own);
        expect(offer.content.sdp).toContain(`IN IP4 ${own}\r\n`);
        expect(offer.content.sdp).toContain(candidate.content.candidate.line);
      }),
    );
  });

  it('leaves all that a recording is read for', () => {
    const [offer] = redactEvents(
      eventsWith({
        own: '192.168.1.7',
        others: 'fe80::1%eth0',
        related: '10.0.0.4',
        server: 'turn.example.org',
        ufrag: 'abcd',
        password: 'secretsecretsecretsecret',
        fingerprint: Array.from({ length: 32 }, () => 'AB').join(':'),
        port: 50_000,
        name: 'Mina Kim',
        hostName: 'my-laptop.lan',
        userName: 'bob',
        token: 'abc',
      }),
    ).slice(1);
    expect(offer).toMatchObject({
      at: 1,
      content: {
        sdp: [
          'v=0',
          'o=- 4611731400430051336 2 IN IP4 host-1',
          's=-',
          'c=IN IP6 host-2',
          'a=candidate:842163049 1 udp 1677729535 host-1 50000 typ srflx raddr host-3 rport 9 generation 0 ufrag ufrag-1',
          'a=ice-ufrag:ufrag-1',
          'a=ice-pwd:password-1',
          'a=fingerprint:sha-256 fingerprint-1',
          'a=fingerprint:sha-256 fingerprint-1',
          'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
          'a=rtpmap:111 opus/48000/2',
          '',
        ].join('\r\n'),
      },
    });
  });

  it('changes nothing more in what is redacted already', () => {
    fc.assert(
      fc.property(secrets, (held) => {
        const once = redactEvents(eventsWith(held));
        expect(redactEvents(once)).toEqual(once);
      }),
    );
  });
});

describe('a text', () => {
  it.each([
    ['getaddrinfo ENOTFOUND turn.secret.example', 'getaddrinfo ENOTFOUND host-1'],
    ['connect ECONNREFUSED my-laptop.lan:8080', 'connect ECONNREFUSED host-1:8080'],
    ['https://bob:pw@host/x?token=abc', 'https://user-1@host-1/path-1'],
    ['https://bob:a/b@host:8443/x', 'https://user-1@host-1:8443/path-1'],
    ['turns:turn.example.org:5349?transport=tcp', 'turns:host-1:5349?transport=tcp'],
    ['turn:turn.example.org?transport=udp&u=bob', 'turn:host-1?transport=udp&path-1'],
    ['stun:[fe80::1%25eth0]:3478 and fe80::1%eth0', 'stun:host-1:3478 and host-1'],
    ['(https://turn.example.org:8443/), or TURN.example.org.', '(https://host-1:8443/), or host-1.'],
    ['http://localhost:8080 does not answer.', 'http://localhost:8080 does not answer.'],
    ['mina@secret.example is refused', 'user-1@host-1 is refused'],
    [
      'The server did not answer. It was opus/48000/2, 1.5 Mbit/s.',
      'The server did not answer. It was opus/48000/2, 1.5 Mbit/s.',
    ],
  ])('%s', (text, redacted) => {
    expect(redactText(text, new Pseudonyms())).toBe(redacted);
  });

  // A pattern that looks through the rest of the text at each place takes minutes for one of these.
  it.each([
    'a',
    'a-',
    '1',
    '.',
    'a.',
    'aa.1',
    ':',
    'ab:',
    'a::',
    '1.',
    '@',
    'a@',
    ' ',
    '[',
    'turn:',
    'turn:[',
    'https://a@',
    'turn:a. ',
    'candidate:',
    'candidate:1 1 ',
    'raddr ',
    'password ',
    'token=',
    'IN IP4 ',
    '%25',
  ])('takes a time that grows with its length: %j over and over', (part) => {
    const text = `${part.repeat(400_000 / part.length)}!`;
    const begun = performance.now();
    redactSdp(text, new Pseudonyms());
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});
