import { describe, expect, it } from 'vitest';
import { measureLink } from './measure-link.ts';
import type { StatsEntry, StatsReport } from './stats-report.ts';

const SAMPLE = { at: 5_000, generation: 1 };

const report = (...entries: StatsEntry[]): StatsReport => new Map(entries.map((entry) => [String(entry['id']), entry]));

/** As the second sample shows it: `now` is what has changed of the entry in one second. */
function measure(entry: StatsEntry, now: StatsEntry, others: readonly StatsEntry[] = []) {
  const before = { id: 'x', timestamp: 1_000, ...entry };
  return measureLink(SAMPLE, report(before, ...others), report({ ...before, timestamp: 2_000, ...now }, ...others));
}

const pair = (more: StatsEntry = {}): StatsEntry => ({
  id: 'x',
  type: 'candidate-pair',
  localCandidateId: 'local',
  remoteCandidateId: 'remote',
  ...more,
});

const candidates: StatsEntry[] = [
  {
    id: 'local',
    type: 'local-candidate',
    candidateType: 'relay',
    protocol: 'udp',
    relayProtocol: 'tls',
    address: '192.0.2.1',
    port: 5000,
  },
  { id: 'remote', type: 'remote-candidate', candidateType: 'prflx', protocol: 'udp', address: '', port: 6000 },
];

describe('the path', () => {
  const path = {
    local: { type: 'relay', protocol: 'udp', relayProtocol: 'tls', address: '192.0.2.1', port: 5000 },
    remote: { type: 'prflx', protocol: 'udp', relayProtocol: null, address: null, port: 6000 },
  };

  it.each([
    ['that its transport names', [{ id: 't', type: 'transport', selectedCandidatePairId: 'x' }], pair(), path],
    ['that is marked itself', [], pair({ selected: true }), path],
    ['of a pair that only was nominated', [], pair({ nominated: true, state: 'succeeded' }), null],
    ['of a candidate that is not told', [], pair({ selected: true, remoteCandidateId: 'y' }), null],
    ['of a type that is not known', [{ ...candidates[0], candidateType: 'new' }], pair({ selected: true }), null],
  ])('%s', (_name, more, entry, expected) => {
    expect(measure(entry, {}, [...candidates, ...more]).path).toEqual(expected);
  });
});

describe('the round trip', () => {
  const reported = { id: 'r', type: 'remote-inbound-rtp', roundTripTime: 0.25 };

  it.each([
    ['is that of the checks', pair({ selected: true, currentRoundTripTime: 0.125 }), [reported], 125],
    ['is what the other end reports where there is none', pair({ selected: true }), [reported], 250],
    ['is not told', pair({ selected: true }), [{ ...reported, roundTripTime: undefined }], null],
  ])('%s', (_name, entry, more, expected) => {
    expect(measure(entry, {}, more).roundTripMs).toBe(expected);
  });
});

describe('the bytes of the path', () => {
  it('are told as bits per second, by the time that has really passed', () => {
    const bytes = { bytesSent: 1_000, bytesReceived: 2_000 };
    const { sent, received } = measure(pair({ selected: true, ...bytes }), {
      timestamp: 3_000,
      bytesSent: 2_000,
      bytesReceived: 2_000,
    });
    expect([sent.bitrate, received.bitrate]).toEqual([4_000, 0]);
  });

  it('are not compared with those of another pair', () => {
    const one = report(pair({ selected: true, timestamp: 1_000, bytesSent: 1_000 }));
    const other = report(pair({ id: 'y', selected: true, timestamp: 2_000, bytesSent: 9_000 }));
    expect(measureLink(SAMPLE, one, other).sent.bitrate).toBeNull();
  });

  it('say nothing in two reports of the same moment', () => {
    const same = { timestamp: 1_000 };
    expect(measure(pair({ selected: true, bytesSent: 1_000 }), same).sent.bitrate).toBeNull();
  });
});

describe('what comes', () => {
  const stream = (kind: string, more: StatsEntry = {}) => ({
    type: 'inbound-rtp',
    kind,
    packetsReceived: 100,
    packetsLost: 10,
    bytesReceived: 0,
    jitter: 0.02,
    ...more,
  });

  it.each([
    ['nothing lost', { packetsReceived: 150 }, 0],
    ['one in ten lost', { packetsReceived: 190, packetsLost: 20 }, 0.1],
    ['late ones have come after all', { packetsReceived: 150, packetsLost: 4 }, 0],
    ['nothing sent', {}, null],
    ['all lost', { packetsLost: 60 }, 1],
  ])('lost: %s', (_name, now, expected) => {
    expect(measure(stream('audio'), now).received.audio?.lossFraction).toBe(expected);
  });

  it('is told of each kind', () => {
    const picture = { framesPerSecond: 15, frameWidth: 320, frameHeight: 180, freezeCount: 1 };
    const now = { bytesReceived: 2_500, packetsReceived: 110, freezeCount: 3 };
    const { received, sent } = measure(stream('video', picture), now);
    expect(received.video).toEqual({
      bitrate: 20_000,
      packets: 10,
      lossFraction: 0,
      jitterMs: 20,
      framesPerSecond: 15,
      width: 320,
      height: 180,
      freezes: 2,
    });
    expect(received.audio).toBeNull();
    expect(sent).toEqual({ bitrate: null, audio: null, video: null });
  });

  it('has no rates and counts in a first report', () => {
    const first = measureLink(SAMPLE, null, report({ id: 'x', timestamp: 1_000, ...stream('audio') }));
    expect(first.received.audio).toEqual({ bitrate: null, packets: null, lossFraction: null, jitterMs: 20 });
  });
});

describe('what is sent', () => {
  const stream = { type: 'outbound-rtp', kind: 'video', bytesSent: 0, packetsSent: 5, remoteId: 'r' };
  const reported = { id: 'r', type: 'remote-inbound-rtp', fractionLost: 0.25, jitter: 0.01 };

  it('is lost and uneven as the other end reports', () => {
    const { sent } = measure(stream, { bytesSent: 1_000, packetsSent: 7 }, [reported]);
    expect(sent.video).toMatchObject({ bitrate: 8_000, packets: 2, lossFraction: 0.25, jitterMs: 10 });
  });

  it.each([
    ['cpu', 'cpu'],
    [undefined, null],
    ['something new', null],
  ])('is limited by %s', (qualityLimitationReason, expected) => {
    expect(measure({ ...stream, qualityLimitationReason }, {}).sent.video?.limitation).toBe(expected);
  });
});
