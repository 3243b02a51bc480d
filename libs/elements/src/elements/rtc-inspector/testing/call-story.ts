import type { CallEvent, CallHappening, CandidatePair, LinkStatistics } from '@rtc-call/client';

/** When the story begins, in milliseconds since the epoch. */
export const STORY_START = Date.UTC(2026, 10, 22, 16, 0, 0);

const MINA = { participantId: 'p-mina', generation: 1 } as const;
const PARK = { participantId: 'p-park', generation: 1 } as const;

export const STORY_SDP = 'v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=<b>not markup</b>\r\n';

/** An end of a candidate pair. */
function end(type: CandidatePair['local']['type'], address: string): CandidatePair['local'] {
  return { type, protocol: 'udp', relayProtocol: type === 'relay' ? 'tls' : null, address, port: 50_000 };
}

export function storyPair(change: Partial<CandidatePair> = {}): CandidatePair {
  return {
    id: 'pair-1',
    local: end('host', '192.168.1.7'),
    remote: end('srflx', '203.0.113.9'),
    state: 'succeeded',
    nominated: true,
    selected: true,
    roundTripMs: 12,
    ...change,
  };
}

export function storySample(at: number, receivedBitrate: number | null): LinkStatistics {
  const picture = {
    bitrate: null,
    packets: 100,
    lossFraction: 0.02,
    jitterMs: 3,
    framesPerSecond: 24,
    width: 640,
    height: 360,
  };
  return {
    at,
    generation: 1,
    roundTripMs: 12,
    path: { local: end('host', '192.168.1.7'), remote: end('srflx', '203.0.113.9') },
    sent: { bitrate: 300_000, audio: null, video: { ...picture, limitation: 'none' } },
    received: { bitrate: receivedBitrate, audio: null, video: { ...picture, freezes: 0 } },
  };
}

function candidate(type: 'host' | 'relay', address: string): CallHappening & { type: 'signal' } {
  const line = `candidate:1 1 udp 2122 ${address} 50000 typ ${type}`;
  return {
    type: 'signal',
    direction: type === 'host' ? 'sent' : 'received',
    negotiationId: 'p1',
    content: { kind: 'candidate', candidate: { type, protocol: 'udp', address, port: 50_000, line } },
    ...MINA,
  };
}

const HAPPENINGS: readonly (readonly [afterMs: number, CallHappening])[] = [
  [0, { type: 'phase', phase: 'joining', connection: null, error: null }],
  [0, { type: 'stream', state: 'opening', resuming: false, reason: null }],
  [25, { type: 'stream', state: 'opened', resuming: false, reason: null }],
  [25, { type: 'link', change: 'made', ...MINA }],
  [25, { type: 'link', change: 'leads', ...MINA }],
  [26, { type: 'phase', phase: 'joined', connection: 'online', error: null }],
  [26, { type: 'participant', change: 'came', participantId: 'p-mina', displayName: 'Mina Kim' }],
  [30, { type: 'signal', direction: 'sent', negotiationId: 'p1', content: { kind: 'offer', sdp: STORY_SDP }, ...MINA }],
  [30, { type: 'connection', part: 'signaling', state: 'have-local-offer', ...MINA }],
  [31, { type: 'connection', part: 'gathering', state: 'gathering', ...MINA }],
  [32, candidate('host', '192.168.1.7')],
  [
    70,
    {
      type: 'signal',
      direction: 'received',
      negotiationId: 'p1',
      content: { kind: 'answer', sdp: STORY_SDP },
      ...MINA,
    },
  ],
  [72, candidate('relay', '203.0.113.9')],
  [80, { type: 'connection', part: 'ice', state: 'checking', ...MINA }],
  [95, { type: 'connection', part: 'ice', state: 'connected', ...MINA }],
  [95, { type: 'pair', pair: storyPair(), ...MINA }],
  [95, { type: 'pair', pair: storyPair({ id: 'pair-2', selected: false, state: 'failed' }), ...MINA }],
  [96, { type: 'connection', part: 'dtls', state: 'connecting', ...MINA }],
  [120, { type: 'connection', part: 'dtls', state: 'connected', ...MINA }],
  [121, { type: 'link-status', participantId: 'p-mina', status: 'connected' }],
  [140, { type: 'first-media', media: 'video', step: 'received', ...MINA }],
  [180, { type: 'first-media', media: 'video', step: 'decoded', ...MINA }],
  [1_000, { type: 'statistics', participantId: 'p-mina', statistics: storySample(STORY_START + 1_000, 250_000) }],
  [2_000, { type: 'participant', change: 'came', participantId: 'p-park', displayName: '박지원' }],
  [2_001, { type: 'link', change: 'made', ...PARK }],
  [2_010, { type: 'statistics', participantId: 'p-mina', statistics: storySample(STORY_START + 2_010, 1_500_000) }],
  [2_020, { type: 'statistics', participantId: 'p-park', statistics: storySample(STORY_START + 2_020, null) }],
  [2_100, { type: 'candidate-error', url: 'turn:turn.example.org:3478', code: 701, text: 'no answer', ...PARK }],
  [9_000, { type: 'link-status', participantId: 'p-park', status: 'failed' }],
  [65_000, { type: 'participant', change: 'left', participantId: 'p-park', displayName: '박지원' }],
];

/** A call as an inspector may see it: one link that works, and one that does not. */
export function callStory(): CallEvent[] {
  return HAPPENINGS.map(([afterMs, happening]) => ({ at: STORY_START + afterMs, ...happening }));
}
