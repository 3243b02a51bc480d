import { afterEach, describe, expect, test, vi } from 'vitest';
import { LinkPair, type Loss } from './testing/link-pair.ts';

const pairs: LinkPair[] = [];

afterEach(() => {
  for (const pair of pairs.splice(0)) {
    expect(pair.failures).toEqual([]);
    // More would mean that an end took back what the other had answered.
    expect(pair.mediaSections()).toEqual([3, 3]);
    pair.close();
  }
});

const WAIT = { timeout: 10_000, interval: 20 };

async function openPair(loses: Loss = () => false): Promise<LinkPair> {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 160, height: 120 } });
  const pair = new LinkPair(media);
  pair.loses = loses;
  pairs.push(pair);
  return pair;
}

async function connected(pair: LinkPair): Promise<void> {
  await vi.waitFor(() => expect(pair.statuses()).toEqual(['connected', 'connected']), WAIT);
}

async function agreed(pair: LinkPair): Promise<void> {
  await vi.waitFor(() => expect(pair.agreedFragments()).toBe(true), WAIT);
}

const signalingStates = ({ links }: LinkPair) => links.map(({ peerConnection }) => peerConnection.signalingState);

/** Pictures come both ways, from now on. */
async function picturesFlow(pair: LinkPair): Promise<void> {
  const before = await pair.frames();
  await vi.waitFor(async () => {
    const now = await pair.frames();
    expect(now.every((count, index) => count > (before[index] ?? 0) + 2)).toBe(true);
  }, WAIT);
}

describe('a link that was never connected', () => {
  test('connects when its offer was lost', async () => {
    const pair = await openPair((from) => from === 'offerer');
    await vi.waitFor(() => expect(pair.sent('offerer', 'endOfCandidates')).toHaveLength(1), WAIT);
    pair.sayAgain();
    await connected(pair);
    const [first, again, ...more] = pair.sent('offerer', 'description');
    expect([again?.negotiationId, more]).toEqual([first?.negotiationId, []]);
    await picturesFlow(pair);
  });

  test('connects when its answer was lost', async () => {
    const pair = await openPair((from) => from === 'answerer');
    await vi.waitFor(() => expect(pair.sent('answerer', 'endOfCandidates')).toHaveLength(1), WAIT);
    expect(signalingStates(pair)).toEqual(['have-local-offer', 'stable']);
    pair.sayAgain();
    await connected(pair);
    await vi.waitFor(() => expect(signalingStates(pair)).toEqual(['stable', 'stable']), WAIT);
    expect(new Set(pair.sent('answerer', 'description').map(({ negotiationId }) => negotiationId)).size).toBe(1);
    await picturesFlow(pair);
  });

  test('connects when its answer was lost, and the answerer has offered since', async () => {
    const pair = await openPair((from) => from === 'answerer');
    const [, answerer] = pair.links;
    await vi.waitFor(() => expect(pair.sent('answerer', 'description')).toHaveLength(1), WAIT);
    pair.loses = () => false;
    answerer.restartIce();
    await vi.waitFor(() => expect(pair.sent('answerer', 'description')).toHaveLength(2), WAIT);
    expect(signalingStates(pair)).toEqual(['have-local-offer', 'have-local-offer']);
    pair.sayAgain();
    await connected(pair);
    await agreed(pair);
    await picturesFlow(pair);
  });

  test('connects when all its candidates were lost', async () => {
    const pair = await openPair((_, kind) => kind !== 'description');
    await vi.waitFor(() => {
      expect(pair.sent('offerer', 'endOfCandidates')).toHaveLength(1);
      expect(pair.sent('answerer', 'endOfCandidates')).toHaveLength(1);
    }, WAIT);
    await agreed(pair);
    pair.sayAgain();
    await connected(pair);
    expect(pair.sent('offerer', 'description')).toHaveLength(2);
    await picturesFlow(pair);
  });

  test('connects when everything was lost at any moment', { timeout: 60_000 }, async () => {
    for (let afterMs = 0; afterMs < 40; afterMs += 4) {
      const pair = await openPair();
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      pair.loses = () => true;
      await new Promise((resolve) => setTimeout(resolve, 20));
      pair.sayAgain();
      await connected(pair);
      await agreed(pair);
    }
  });
});

describe('a link that is connected', () => {
  test('negotiates nothing when nothing was pending', async () => {
    const pair = await openPair();
    await connected(pair);
    await picturesFlow(pair);
    const negotiations = pair.countNegotiationsNeeded();
    const fragments = pair.fragments();
    const states: string[] = [];
    for (const { peerConnection } of pair.links) {
      peerConnection.addEventListener('signalingstatechange', () => states.push(peerConnection.signalingState));
      peerConnection.addEventListener('connectionstatechange', () => states.push(peerConnection.connectionState));
    }
    pair.sayAgain();
    await picturesFlow(pair);
    expect(negotiations()).toBe(0);
    expect(states).toEqual([]);
    expect(pair.fragments()).toEqual(fragments);
    expect(pair.sent('offerer', 'description')).toHaveLength(1);
  });

  test.each<[string, Loss]>([
    ['offer', (from) => from === 'answerer'],
    ['answer', (from) => from === 'offerer'],
    ['offer and answer', () => true],
  ])('restarts ICE in the end when the %s of that was lost', async (_, loses) => {
    const pair = await openPair();
    await connected(pair);
    await picturesFlow(pair);
    const fragments = pair.fragments();
    pair.loses = loses;
    pair.links[1].restartIce();
    await vi.waitFor(() => expect(pair.sent('answerer', 'description')).toHaveLength(2), WAIT);
    await new Promise((resolve) => setTimeout(resolve, 50));
    pair.sayAgain();
    await vi.waitFor(() => {
      expect(pair.fragments().every((fragment, index) => fragment !== fragments[index])).toBe(true);
      expect(pair.agreedFragments()).toBe(true);
    }, WAIT);
    await picturesFlow(pair);
    await connected(pair);
  });

  test('restarts ICE in the end when both ends did, and all of it was lost', async () => {
    const pair = await openPair();
    await connected(pair);
    await picturesFlow(pair);
    const fragments = pair.fragments();
    pair.loses = () => true;
    for (const link of pair.links) link.restartIce();
    await vi.waitFor(() => expect(signalingStates(pair)).toEqual(['have-local-offer', 'have-local-offer']), WAIT);
    pair.sayAgain();
    await vi.waitFor(() => {
      expect(pair.fragments().every((fragment, index) => fragment !== fragments[index])).toBe(true);
      expect(pair.agreedFragments()).toBe(true);
    }, WAIT);
    await picturesFlow(pair);
    await connected(pair);
  });
});
