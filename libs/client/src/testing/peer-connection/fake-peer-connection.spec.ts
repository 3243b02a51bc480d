import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Link, type LinkRole } from '../../link/link.ts';
import { peerConnectionRules } from '../../negotiation/testing/peer-connection-rules.ts';
import { SeededRandom } from '../seeded-random.ts';
import { browserClock } from '../../browser.ts';
import { FakeClock } from '../fake-clock.ts';
import { FakeAir } from './fake-air.ts';
import type { FakePeerConnection } from './fake-peer-connection.ts';
import { FakePeerConnections } from './fake-peer-connections.ts';

describe('the fake peer connection, by the rules of browsers', () => {
  let page: FakePeerConnections;
  beforeEach(() => {
    page = new FakePeerConnections({ clock: browserClock, air: new FakeAir(browserClock), page: 'page' });
  });
  peerConnectionRules({
    create() {
      const peerConnection = page.create({});
      peerConnection.createDataChannel('rules', { negotiated: true, id: 0 });
      return peerConnection;
    },
    want: (peerConnection) => void (peerConnection as unknown as FakePeerConnection).addTransceiver('audio'),
    async settle() {
      do await new Promise((resolve) => setTimeout(resolve, 10));
      while (page.made.some((each) => each.actions().length > 0));
    },
  });
});

describe('two links over fake peer connections', () => {
  let clock: FakeClock;
  let air: FakeAir;
  let links: readonly [Link, Link];
  let lost = 0;

  function createLink(role: LinkRole, other: () => Link): Link {
    const page = role;
    return new Link({
      peerConnections: new FakePeerConnections({ clock, air, page, random: new SeededRandom(3) }),
      clock,
      configuration: {},
      role,
      polite: role === 'offerer',
      generation: 1,
      epoch: 'epoch',
      tracks: { microphone: null, camera: null },
      send: (signal) => {
        if (lost > 0) lost -= 1;
        else clock.after(10, () => other().receive(signal));
      },
    });
  }

  beforeEach(() => {
    clock = new FakeClock();
    air = new FakeAir(clock);
    lost = 0;
    const offerer = createLink('offerer', () => answerer);
    const answerer: Link = createLink('answerer', () => offerer);
    links = [offerer, answerer];
  });

  const statuses = () => links.map(({ status }) => status);

  afterEach(async () => {
    for (const link of links) link.close();
    await clock.advanceAsync(60_000);
    expect(clock.pending).toBe(0);
  });

  test('connect, have each other’s tracks, and hear each other', async () => {
    await clock.advanceAsync(1_000);
    expect(statuses()).toEqual(['connected', 'connected']);
    expect(links.map(({ audioTrack, videoTrack }) => [audioTrack?.kind, videoTrack?.kind])).toEqual([
      ['audio', 'video'],
      ['audio', 'video'],
    ]);
    await clock.advanceAsync(10_000);
    expect(links[0].lastHeard).toBeGreaterThan(9_000);
    expect(statuses()).toEqual(['connected', 'connected']);
  });

  test('do not connect when a candidate is lost, until ICE is restarted', async () => {
    await clock.advanceAsync(20);
    lost = 1;
    await clock.advanceAsync(1_000);
    expect(lost).toBe(0);
    expect(statuses()).toEqual(['connecting', 'connecting']);
    links[1].restartIce();
    await clock.advanceAsync(1_000);
    expect(statuses()).toEqual(['connected', 'connected']);
  });

  test('are interrupted while nothing gets through between them', async () => {
    await clock.advanceAsync(1_000);
    air.interrupt('offerer', 'answerer', 10_000);
    await clock.advanceAsync(4_000);
    expect(statuses()).toEqual(['interrupted', 'interrupted']);
    await clock.advanceAsync(3_000);
    expect(links[0].peerConnection.connectionState).toBe('disconnected');
    await clock.advanceAsync(5_000);
    expect(statuses()).toEqual(['connected', 'connected']);
  });

  test('notice that the other end was closed', async () => {
    await clock.advanceAsync(1_000);
    links[0].close();
    await clock.advanceAsync(1);
    expect(links[1].status).toBe('interrupted');
    await clock.advanceAsync(30_000);
    expect(links[1].status).toBe('failed');
  });
});
