import { afterEach, describe, expect, it, vi } from 'vitest';
import { CallStage, type StagePage } from '../call/testing/call-stage.ts';
import { FakeSignalingServer } from '../testing/fake-signaling-server.ts';
import type { CallEvent } from './call-event.ts';
import { readRecording } from './read-recording.ts';

/** Everybody has these. */
const LOOPBACK = ['127.0.0.1', '::1'];

const stages: CallStage[] = [];
afterEach(() => Promise.all(stages.splice(0).map((stage) => stage.close())));

async function openPair(): Promise<[StagePage, StagePage]> {
  const stage = new CallStage(new FakeSignalingServer());
  stages.push(stage);
  return stage.openPair();
}

/** What an event is, in a word or two. */
function nameOf(event: CallEvent): string {
  switch (event.type) {
    case 'phase':
      return event.phase;
    case 'stream':
      return `stream ${event.state}`;
    case 'signal':
      return `${event.direction} ${event.content.kind}`;
    case 'link':
      return `link ${event.change}`;
    case 'connection':
      return `${event.part} ${event.state}`;
    case 'first-media':
      return `${event.media} ${event.step}`;
    case 'pair':
      return event.pair.selected ? 'pair selected' : `pair ${event.pair.state}`;
    default:
      return event.type;
  }
}

/** The names that are wanted, in the order in which the events have them first. */
function orderOf(events: readonly CallEvent[], wanted: readonly string[]): string[] {
  const names = events.map(nameOf);
  return wanted
    .filter((name) => names.includes(name))
    .toSorted((one, other) => names.indexOf(one) - names.indexOf(other));
}

const has = (page: StagePage, name: string) => page.call.events.backlog.some((event) => nameOf(event) === name);

describe('the events of a call, with real connections', () => {
  it('tell the offerer’s exchange in its order', async () => {
    const [mina, ada] = await openPair();
    await vi.waitUntil(() => has(ada, 'video decoded') && has(ada, 'audio received'), { timeout: 10_000 });
    const wanted = [
      'joining',
      'stream opening',
      'stream opened',
      'link made',
      'sent offer',
      'received answer',
      'ice connected',
      'dtls connected',
      'whole connected',
      'video received',
      'video decoded',
    ];
    expect(orderOf(ada.call.events.backlog, wanted)).toEqual(wanted);
    const answering = ['link made', 'received offer', 'sent answer', 'ice connected', 'dtls connected'];
    expect(orderOf(mina.call.events.backlog, answering)).toEqual(answering);
  });

  it('tell each candidate with its type, the checks and the pair that carries the link', async () => {
    const [, ada] = await openPair();
    const end = ada.call.events.subscribe(() => {});
    await vi.waitUntil(() => has(ada, 'pair selected'), { timeout: 10_000 });
    const events = ada.call.events.backlog;
    const candidates = events.flatMap((event) =>
      event.type === 'signal' && event.content.kind === 'candidate' ? [event.content.candidate] : [],
    );
    expect(candidates.length).toBeGreaterThan(1);
    for (const { type, protocol, address } of candidates)
      expect([type, protocol, address]).toEqual(['host', expect.any(String), expect.any(String)]);
    const checks = ['gathering gathering', 'sent candidate', 'ice checking', 'pair selected'];
    expect(orderOf(events, checks)).toEqual(checks);
    const selected = events.findLast((event) => event.type === 'pair' && event.pair.selected);
    expect(selected).toMatchObject({
      generation: 1,
      pair: { state: 'succeeded', nominated: true, local: { type: 'host' } },
    });
    end();
  });

  it('cost no look at the pairs until somebody listens, who sees the one that carries the link', async () => {
    const [, ada] = await openPair();
    await vi.waitUntil(() => has(ada, 'video decoded'), { timeout: 10_000 });
    expect(ada.call.events.backlog.some(({ type }) => type === 'pair')).toBe(false);
    const heard: string[] = [];
    const end = ada.call.events.subscribe((event) => heard.push(nameOf(event)));
    await vi.waitUntil(() => heard.includes('pair selected'), { timeout: 10_000 });
    end();
  });

  it('are recorded from the beginning, with samples from then on, and without addresses', async () => {
    const [mina, ada] = await openPair();
    const recording = ada.call.record();
    await vi.waitUntil(() => recording.events.filter(({ type }) => type === 'statistics').length > 1, {
      timeout: 10_000,
    });
    recording.stop();
    const text = await recording.text();
    const { header, events, fault } = readRecording(text);
    expect(fault).toBeNull();
    expect(header).toMatchObject({ version: 1, room: null, redacted: true });
    expect(events.map(nameOf)).toEqual(recording.events.map(nameOf));
    for (const { call } of [ada, mina]) {
      for (const event of call.events.backlog) {
        if (event.type !== 'signal' || event.content.kind !== 'candidate') continue;
        const { address, line } = event.content.candidate;
        if (!LOOPBACK.includes(address ?? '')) expect(text).not.toContain(address);
        expect(text).not.toContain(line);
      }
    }
    const fingerprints = ada.connections.made[0]?.localDescription?.sdp.match(/(?:[0-9A-F]{2}:){31}[0-9A-F]{2}/g) ?? [];
    expect(fingerprints.length).toBeGreaterThan(0);
    for (const fingerprint of fingerprints) expect(text).not.toContain(fingerprint);
    expect(await recording.text({ redact: false })).toContain(fingerprints[0]);
  });
});
