import { beforeEach, describe, expect, it } from 'vitest';
import type { AudioLevels } from '../call/call.ts';
import { FakeClock } from '../testing/fake-clock.ts';
import { FakeMediaTrack } from '../testing/fake-media-track.ts';
import type { AudioGraph } from './audio-graph.ts';
import { createLevels, MEASURE_INTERVAL_MS } from './levels.ts';
import type { LevelReceiver } from './received-level.ts';

/** Every track sounds as loud as `loud` says. */
class FakeAudioGraph implements AudioGraph {
  loud = 0;
  readonly open = new Set<MediaStreamTrack>();

  tap(track: MediaStreamTrack) {
    this.open.add(track);
    return { read: () => new Float32Array(8).fill(this.loud), close: () => void this.open.delete(track) };
  }
}

class FakeReceiver implements LevelReceiver {
  packets: { audioLevel?: number; timestamp: number }[] = [];

  getSynchronizationSources(): RTCRtpSynchronizationSource[] {
    return this.packets.map((packet, source) => ({ ...packet, source, rtpTimestamp: 0 }));
  }
}

const microphone = () => new FakeMediaTrack({ kind: 'audioinput', deviceId: 'a', label: 'A' });

let clock: FakeClock;
let audioGraph: FakeAudioGraph;
let self: FakeMediaTrack | null;
let others: Map<string, FakeReceiver>;
let heard: AudioLevels[];

const newLevels = () => createLevels({ clock, audioGraph, sources: () => ({ self, others }) });
const hear = (levels: AudioLevels) => heard.push(levels);

beforeEach(() => {
  clock = new FakeClock();
  audioGraph = new FakeAudioGraph();
  self = microphone();
  others = new Map();
  heard = [];
});

describe('levels', () => {
  it('measure nothing until somebody subscribes, and nothing after', () => {
    audioGraph.loud = 0.5;
    const levels = newLevels();
    clock.advance(1000);
    expect(audioGraph.open.size).toBe(0);
    expect(levels.value.size).toBe(0);

    const end = levels.subscribe(hear);
    expect(levels.value).toEqual(new Map([['self', 0.5]]));
    expect(audioGraph.open.size).toBe(1);

    end();
    end();
    expect(audioGraph.open.size).toBe(0);
    expect(levels.value.size).toBe(0);
    audioGraph.loud = 0.9;
    clock.advance(1000);
    expect(levels.value.size).toBe(0);
  });

  it('are measured eight times a second, and told when they changed', () => {
    newLevels().subscribe(hear);
    const told = heard.length;
    for (let turn = 1; turn <= 8; turn++) {
      audioGraph.loud = turn / 16;
      clock.advance(MEASURE_INTERVAL_MS);
    }
    expect(clock.now()).toBe(1000);
    expect(heard).toHaveLength(told + 8);
    clock.advance(1000);
    expect(heard).toHaveLength(told + 8);
  });

  it('go on for one subscriber when another ends', () => {
    const levels = newLevels();
    const end = levels.subscribe(() => {});
    levels.subscribe(hear);
    end();
    audioGraph.loud = 0.25;
    clock.advance(MEASURE_INTERVAL_MS);
    expect(heard.at(-1)?.get('self')).toBe(0.25);
  });

  it('are zero for a muted microphone, and absent without one', () => {
    audioGraph.loud = 0.5;
    const levels = newLevels();
    levels.subscribe(hear);
    if (self !== null) self.enabled = false;
    clock.advance(MEASURE_INTERVAL_MS);
    expect(levels.value.get('self')).toBe(0);
    self = null;
    clock.advance(MEASURE_INTERVAL_MS);
    expect(levels.value.has('self')).toBe(false);
    expect(audioGraph.open.size).toBe(0);
  });

  it('follow the microphone to another device', () => {
    newLevels().subscribe(hear);
    self = microphone();
    clock.advance(MEASURE_INTERVAL_MS);
    expect([...audioGraph.open]).toEqual([self]);
  });

  it('tell the others by what they send, newest packet first', () => {
    const receiver = new FakeReceiver();
    receiver.packets = [
      { audioLevel: 0.1, timestamp: 5 },
      { audioLevel: 0.7, timestamp: 9 },
    ];
    others.set('ann', receiver);
    others.set('bob', new FakeReceiver());
    const levels = newLevels();
    levels.subscribe(hear);
    expect(levels.value.get('ann')).toBe(0.7);
    expect(levels.value.get('bob')).toBe(0);
  });

  it('fall to zero when nothing comes any more, although the browser keeps the last level', () => {
    const receiver = new FakeReceiver();
    receiver.packets = [{ audioLevel: 0.7, timestamp: 9 }];
    others.set('ann', receiver);
    const levels = newLevels();
    levels.subscribe(hear);
    clock.advance(MEASURE_INTERVAL_MS);
    expect(levels.value.get('ann')).toBe(0);
    receiver.packets = [{ audioLevel: 0.6, timestamp: 10 }];
    clock.advance(MEASURE_INTERVAL_MS);
    expect(levels.value.get('ann')).toBe(0.6);
  });

  it('forget who left', () => {
    others.set('ann', new FakeReceiver());
    const levels = newLevels();
    levels.subscribe(hear);
    others.clear();
    clock.advance(MEASURE_INTERVAL_MS);
    expect(levels.value.has('ann')).toBe(false);
  });
});
