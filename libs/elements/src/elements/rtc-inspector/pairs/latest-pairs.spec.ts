import type { CallEvent } from '@rtc-call/client';
import { describe, expect, it } from 'vitest';
import { callStory, storyPair } from '../testing/call-story.ts';
import { latestPairs } from './latest-pairs.ts';

const LINK = { participantId: 'p-mina', generation: 1 };
const pairEvent = (change: Parameters<typeof storyPair>[0], link = LINK): CallEvent => ({
  at: 0,
  type: 'pair',
  pair: storyPair(change),
  ...link,
});
const read = (events: readonly CallEvent[]) =>
  latestPairs(events).map(
    ({ generation, pair }) => `${generation} ${pair.id} ${pair.selected ? 'in use' : pair.state}`,
  );

describe('the latest pairs', () => {
  it('are those of the story, the one in use first', () => {
    expect(read(callStory())).toEqual(['1 pair-1 in use', '1 pair-2 failed']);
  });

  it('are each as it was told of last', () => {
    expect(read([pairEvent({ state: 'waiting', selected: false }), pairEvent({ selected: false })])).toEqual([
      '1 pair-1 succeeded',
    ]);
  });

  it('have one in use for each link, though nobody says that another no longer is', () => {
    expect(read([pairEvent({}), pairEvent({ id: 'pair-2' })])).toEqual(['1 pair-2 in use', '1 pair-1 succeeded']);
  });

  it('leave out those of links that are closed, unless none is open', () => {
    const next = { ...LINK, generation: 2 };
    const closed: CallEvent = { at: 1, type: 'link', change: 'closed', ...LINK };
    expect(read([pairEvent({}), pairEvent({}, next), closed])).toEqual(['2 pair-1 in use']);
    expect(read([pairEvent({}), closed])).toEqual(['1 pair-1 in use']);
  });
});
