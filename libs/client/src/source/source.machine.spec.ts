import { describe, expect, it } from 'vitest';
import { FakeMediaTrack } from '../testing/fake-media-track.ts';
import { type SourceEvent, type SourceStep, transition } from './source.machine.ts';
import { sourceFailure } from './source-failure.ts';
import { newSource, type SourceMachine } from './source-phase.ts';

// What only late news brings about, and the driver's tests cannot time. The rest is told there as stories.

const busy = sourceFailure('camera', new DOMException('', 'NotReadableError'), true);
const newTrack = () => new FakeMediaTrack({ kind: 'videoinput', deviceId: 'camera-1', label: 'Front' });

function after(...events: SourceEvent[]): SourceStep {
  const first: SourceStep = { source: newSource('camera'), effects: [] };
  return events.reduce(({ source }, event) => transition(source, event), first);
}

function unmoved(source: SourceMachine, event: SourceEvent): void {
  expect(transition(source, event)).toEqual({ source, effects: [] });
}

describe('a source', () => {
  it('passes over a refusal of what it no longer asks for', () => {
    const { source } = after({ type: 'turn-on' }, { type: 'choose', deviceId: 'camera-2' });
    unmoved(source, { type: 'refused', run: source.run - 1, failure: busy });
  });

  it('stops a late track, and keeps what it has', () => {
    const held = newTrack();
    const late = newTrack();
    const { source } = after(
      { type: 'turn-on' },
      { type: 'choose', deviceId: 'camera-2' },
      { type: 'acquired', run: 2, track: held },
    );
    expect(transition(source, { type: 'acquired', run: 1, track: late })).toEqual({
      source,
      effects: [{ type: 'stop', track: late }],
    });
  });

  it('stops a track that comes a second time for one request', () => {
    const { source } = after({ type: 'turn-on' }, { type: 'acquired', run: 1, track: newTrack() });
    const { effects } = transition(source, { type: 'acquired', run: 1, track: newTrack() });
    expect(effects).toMatchObject([{ type: 'stop' }]);
  });

  it('passes over the end of a track that it no longer holds', () => {
    const { source } = after({ type: 'turn-on' }, { type: 'acquired', run: 1, track: newTrack() });
    unmoved(source, { type: 'ended', track: newTrack(), deviceId: 'camera-1' });
  });

  it('passes over a list of devices that it no longer waits for', () => {
    const [first, second] = [newTrack(), newTrack()];
    const { source } = after(
      { type: 'turn-on' },
      { type: 'acquired', run: 1, track: first },
      { type: 'ended', track: first, deviceId: 'camera-1' },
      { type: 'turn-off' },
      { type: 'turn-on' },
      { type: 'acquired', run: 4, track: second },
      { type: 'ended', track: second, deviceId: 'camera-1' },
    );
    expect(source.phase.name).toBe('seeking');
    unmoved(source, { type: 'found', run: 2, deviceIds: ['camera-2'] });
  });

  it('asks the browser once for a replacement, and once only', () => {
    const track = newTrack();
    const lost = after(
      { type: 'turn-on' },
      { type: 'acquired', run: 1, track },
      { type: 'ended', track, deviceId: 'camera-1' },
    );
    const found = transition(lost.source, { type: 'found', run: 2, deviceIds: ['camera-2'] });
    expect(found.effects).toEqual([{ type: 'acquire', run: 3, deviceId: null }]);
    const refused = transition(found.source, { type: 'refused', run: 3, failure: busy });
    expect(refused.effects).toEqual([]);
    expect(refused.source.phase).toMatchObject({ name: 'failed', failure: { reason: 'unplugged' } });
  });
});
