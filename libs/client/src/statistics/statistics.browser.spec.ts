import { afterEach, expect, test, vi } from 'vitest';
import { browserClock } from '../browser.ts';
import { LinkPair } from '../link/testing/link-pair.ts';
import type { LinkStatistics } from './link-statistics.ts';
import { createStatistics } from './statistics.ts';

const ends: (() => void)[] = [];

afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** Samples one end of two links that are wired to each other. */
async function sampledPair(): Promise<LinkStatistics[]> {
  const media = await navigator.mediaDevices.getUserMedia({ audio: true, video: { width: 320, height: 240 } });
  const pair = new LinkPair(media);
  ends.push(() => pair.close());
  await vi.waitFor(() => expect(pair.statuses()).toEqual(['connected', 'connected']), WAIT);
  await pair.play();
  const samples: LinkStatistics[] = [];
  const link = { participantId: 'ann', generation: 1, peerConnection: pair.links[0].peerConnection };
  const statistics = createStatistics({ clock: browserClock, links: () => [link] });
  ends.push(
    statistics.subscribe((value) => {
      const sample = value.get('ann');
      if (sample !== undefined) samples.push(sample);
    }),
  );
  return samples;
}

const WAIT = { timeout: 15_000, interval: 50 };

test('a browser tells all that there is to tell of a link, in plausible figures', { timeout: 20_000 }, async () => {
  const samples = await sampledPair();
  // The other end reports after a few seconds what it receives.
  await vi.waitFor(() => expect(samples.at(-1)?.sent.audio?.jitterMs).toBeGreaterThanOrEqual(0), WAIT);
  await vi.waitFor(() => expect(samples.at(-1)?.sent.video?.lossFraction).toBe(0), WAIT);
  await vi.waitFor(() => expect(samples.at(-1)?.received.video?.framesPerSecond).toBeGreaterThan(5), WAIT);
  const { path, roundTripMs, generation, at, sent, received } = samples.at(-1) ?? {};

  expect(generation).toBe(1);
  expect(Math.abs((at ?? 0) - Date.now())).toBeLessThan(2_000);
  expect(roundTripMs).toBeGreaterThanOrEqual(0);
  expect(roundTripMs).toBeLessThan(200);
  for (const end of [path?.local, path?.remote]) {
    expect(end).toMatchObject({ protocol: 'udp', relayProtocol: null, port: expect.any(Number) });
    expect(['host', 'prflx']).toContain(end?.type);
  }
  for (const direction of [sent, received]) {
    expect(direction?.audio).toMatchObject({ bitrate: expect.any(Number), packets: expect.any(Number) });
    expect(direction?.audio?.packets).toBeGreaterThan(10);
    expect(direction?.video).toMatchObject({ width: 320, height: 240, lossFraction: 0 });
    expect(direction?.video?.framesPerSecond).toBeLessThan(70);
    expect(direction?.video?.jitterMs).toBeLessThan(500);
    const media = (direction?.audio?.bitrate ?? 0) + (direction?.video?.bitrate ?? 0);
    expect(media).toBeGreaterThan(20_000);
    expect(media).toBeLessThan(5_000_000);
    // The same bytes, with the headers of RTP and all that is not media.
    expect(direction?.bitrate).toBeGreaterThan(media * 0.7);
    expect(direction?.bitrate).toBeLessThan(media * 3);
  }
  expect(received?.video?.freezes).toBeGreaterThanOrEqual(0);
  expect([null, 'none', 'cpu', 'bandwidth', 'other']).toContain(sent?.video?.limitation);
});
