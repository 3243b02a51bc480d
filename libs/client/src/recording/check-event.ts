import type { CallEvent } from './call-event.ts';

type Check = (value: unknown) => boolean;
type Checks = Readonly<Record<string, Check>>;

const text: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number' && Number.isFinite(value);
const flag: Check = (value) => typeof value === 'boolean';
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

/** Members that are not named may be there as well. */
const object =
  (checks: Checks): Check =>
  (value) =>
    isObject(value) && Object.entries(checks).every(([member, check]) => check(value[member]));
/** By the member that tells the variants of a union apart. */
const variant =
  (member: string, variants: Readonly<Record<string, Checks>>): Check =>
  (value) => {
    if (!isObject(value)) return false;
    const name = String(value[member]);
    // Not what every object has by itself, such as `constructor`.
    const checks = Object.hasOwn(variants, name) ? variants[name] : undefined;
    return checks !== undefined && object(checks)(value);
  };

const candidateType = oneOf('host', 'srflx', 'prflx', 'relay');
const protocol = oneOf('udp', 'tcp');
const candidate = object({
  type: orNull(candidateType),
  protocol: orNull(protocol),
  address: orNull(text),
  port: orNull(number),
  line: text,
});
const pathEnd = object({
  type: candidateType,
  protocol,
  relayProtocol: orNull(oneOf('udp', 'tcp', 'tls')),
  address: orNull(text),
  port: orNull(number),
});
const stream = {
  bitrate: orNull(number),
  packets: orNull(number),
  lossFraction: orNull(number),
  jitterMs: orNull(number),
};
const flow = object({
  bitrate: orNull(number),
  audio: orNull(object(stream)),
  video: orNull(object({ ...stream, framesPerSecond: orNull(number), width: orNull(number), height: orNull(number) })),
});
const statistics = object({
  at: number,
  generation: number,
  roundTripMs: orNull(number),
  path: orNull(object({ local: pathEnd, remote: pathEnd })),
  sent: flow,
  received: flow,
});
const pair = object({
  id: text,
  local: pathEnd,
  remote: pathEnd,
  state: oneOf('frozen', 'waiting', 'in-progress', 'failed', 'succeeded'),
  nominated: flag,
  selected: flag,
  roundTripMs: orNull(number),
});
const content = variant('kind', {
  offer: { sdp: text },
  answer: { sdp: text },
  candidate: { candidate },
  'end-of-candidates': {},
  greeting: {},
});
const ofLink = { participantId: text, generation: number };

/** What each event must have to be shown. Values that only are shown are not compared with what there can be. */
const events: Readonly<Record<CallEvent['type'], Checks>> = {
  phase: {
    phase: oneOf('idle', 'joining', 'joined', 'left', 'failed'),
    connection: orNull(oneOf('online', 'reconnecting')),
    error: orNull(object({ code: text, message: text })),
  },
  stream: {
    state: oneOf('opening', 'opened', 'resumed', 'refused', 'lost'),
    resuming: flag,
    reason: orNull(object({ code: oneOf('ended', 'silent', 'no-answer', 'media-stalled'), message: orNull(text) })),
  },
  participant: {
    change: oneOf('came', 'away', 'back', 'left', 'renamed'),
    participantId: text,
    displayName: text,
  },
  source: {
    kind: oneOf('microphone', 'camera'),
    state: oneOf('off', 'starting', 'live', 'muted', 'failed'),
    reason: orNull(text),
  },
  signal: { ...ofLink, direction: oneOf('sent', 'received'), negotiationId: text, content },
  link: { ...ofLink, change: oneOf('made', 'leads', 'closed') },
  'link-status': { participantId: text, status: oneOf('connecting', 'connected', 'interrupted', 'failed') },
  connection: { ...ofLink, part: oneOf('signaling', 'gathering', 'ice', 'dtls', 'whole'), state: text },
  'candidate-error': { ...ofLink, url: text, code: number, text },
  pair: { ...ofLink, pair },
  'first-media': { ...ofLink, media: oneOf('audio', 'video'), step: oneOf('received', 'decoded') },
  statistics: { participantId: text, statistics },
  report: {
    participantId: text,
    code: oneOf(
      'offer-not-made',
      'answer-not-made',
      'remote-offer-refused',
      'remote-answer-refused',
      'too-many-held-candidates',
      'candidate-refused',
      'microphone-refused',
      'camera-refused',
      'fault',
    ),
    message: text,
  },
  omitted: { count: number },
};

/** Whether something that was read is an event, with all that it must have. */
export function isCallEvent(value: unknown): value is CallEvent {
  return object({ at: number })(value) && variant('type', events)(value);
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
