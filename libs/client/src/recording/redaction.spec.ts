import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallEvent, CallHappening } from './call-event.ts';
import { candidateView } from './candidate-view.ts';
import { redactEvents } from './redaction.ts';
import { eventAt, LINK } from './testing/call-events.ts';

const EVERYBODYS = ['0.0.0.0', '127.0.0.1', '::', '::1'];

const address = fc
  .oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc.ipV4().map((ip) => `::ffff:${ip}`),
    fc.uuid().map((id) => `${id}.local`),
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

function eventsWith(held: Secrets): CallEvent[] {
  const host = held.server.includes(':') ? `[${held.server}]` : held.server;
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
    { type: 'report', participantId: 'mina', message: `refused (${lineOf(held)}), and ${held.related} too` },
    {
      type: 'phase',
      phase: 'failed',
      connection: null,
      error: { code: 'server-unreachable', message: `https://${host}:8080 does not answer.` },
    },
  ];
  return happenings.map((happening, at) => eventAt(at, happening));
}

describe('redaction', () => {
  it('lets no name, address, fingerprint or credential survive', () => {
    fc.assert(
      fc.property(secrets, (held) => {
        const text = JSON.stringify(redactEvents(eventsWith(held))).toLowerCase();
        const { own, others, related, server, ufrag, password } = held;
        for (const secret of [own, others, related, server, ufrag, password, held.fingerprint]) {
          expect(text).not.toContain(secret.toLowerCase());
        }
        expect(text).not.toContain(JSON.stringify(held.name).toLowerCase());
      }),
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
});
