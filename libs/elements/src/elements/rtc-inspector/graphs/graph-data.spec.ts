import { describe, expect, it } from 'vitest';
import { callStory, STORY_START } from '../testing/call-story.ts';
import { GRAPHS, graphOf, latestValue } from './graph-data.ts';
import { valueWords } from './graph-units.ts';
import { hueOf } from './line-colour.ts';

const START = STORY_START / 1_000;

describe('a graph', () => {
  it('has a line for what comes from each participant and one for what goes there', () => {
    expect(graphOf('bitrate', callStory())).toEqual({
      name: 'bitrate',
      times: [START + 1, START + 2],
      lines: [
        { participantId: 'p-mina', isSent: false, values: [250, 1_500] },
        { participantId: 'p-mina', isSent: true, values: [300, 300] },
        { participantId: 'p-park', isSent: false, values: [null, null] },
        { participantId: 'p-park', isSent: true, values: [null, 300] },
      ],
    });
  });

  it.each([
    ['loss', 2],
    ['roundTrip', 12],
    ['frameRate', 24],
  ] as const)('shows %s', (name, value) => {
    expect(graphOf(name, callStory(), 'p-park').lines).toEqual([
      { participantId: 'p-park', isSent: false, values: [value] },
    ]);
  });

  it('is empty without samples', () => {
    for (const name of GRAPHS) expect(graphOf(name, [])).toEqual({ name, times: [], lines: [] });
  });

  it('names the newest value that is known', () => {
    expect(latestValue({ participantId: '', isSent: false, values: [1, 2, null] })).toBe(2);
    expect(latestValue({ participantId: '', isSent: false, values: [null] })).toBeNull();
  });
});

describe('the words of a value', () => {
  it.each([
    ['bitrate', 999, '999 kbit/s'],
    ['bitrate', 1_240, '1.2 Mbit/s'],
    ['loss', 0, '0 %'],
    ['loss', 0.44, '0.4 %'],
    ['loss', 30.2, '30 %'],
    ['roundTrip', 12.3, '12 ms'],
    ['frameRate', 24, '24 /s'],
  ] as const)('%s of %d', (name, value, words) => {
    expect(valueWords(name, value)).toBe(words);
  });
});

describe('the hues of eight lines', () => {
  it('stay apart', () => {
    const hues = Array.from({ length: 8 }, (_, index) => hueOf(index)).sort((one, other) => one - other);
    const gaps = hues.map((hue, index) => ((hues[index + 1] ?? (hues[0] ?? 0) + 360) - hue) % 360);
    expect(Math.min(...gaps)).toBeGreaterThan(20);
  });
});
