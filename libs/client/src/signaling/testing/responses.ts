import { type ClientMessage, type JoinResponse, LIMITS, type Session, type Welcome } from '@rtc-call/contract';

export const HEARTBEAT_MS: number = LIMITS.heartbeatIntervalMs;
export const SESSION: Session = { id: 's1', token: 't1' };
export const ANOTHER_SESSION: Session = { id: 's2', token: 't2' };

/** Where a response stands. Default: position 7 of epoch `e`, behind which nothing came. */
export type At = Partial<Omit<JoinResponse, 'event'>>;

const response = (event: JoinResponse['event'], at: At = {}): JoinResponse => ({
  epoch: 'e',
  position: 7,
  previous: 7,
  ...at,
  event,
});

export function welcome(at: At = {}, differently: Partial<Welcome> = {}): JoinResponse {
  const usual: Welcome = {
    session: SESSION,
    participantId: 'me',
    participants: [],
    capacity: 6,
    heartbeatIntervalMs: HEARTBEAT_MS,
    resumeToken: 'r1',
    rosterSettled: true,
  };
  return response({ oneofKind: 'welcome', welcome: { ...usual, ...differently } }, { previous: 0, ...at });
}

export function resumed(at: At = {}): JoinResponse {
  const session = { ...SESSION, token: 't1, newer' };
  return response(
    { oneofKind: 'resumed', resumed: { session, resumeToken: 'r1, newer', heartbeatIntervalMs: HEARTBEAT_MS } },
    at,
  );
}

export const heartbeat = (id: number, at: At = {}): JoinResponse =>
  response({ oneofKind: 'heartbeat', heartbeat: { id } }, at);
export const resumeElsewhere = (at: At = {}): JoinResponse =>
  response({ oneofKind: 'resumeElsewhere', resumeElsewhere: {} }, at);
export const unknown = (at: At = {}): JoinResponse => response({ oneofKind: undefined }, at);

/** An event of the room at `position`, behind one at `previous`. */
export const away = (position: number, previous: number, epoch = 'e'): JoinResponse =>
  response({ oneofKind: 'participantAway', participantAway: { participantId: 'b' } }, { epoch, position, previous });

export const signal = (negotiationId: string, sdp = ''): ClientMessage => ({
  message: {
    oneofKind: 'signal',
    signal: {
      to: 'b',
      toIncarnation: 'b1',
      signal: {
        link: 'main',
        generation: 1,
        negotiationId,
        payload: { oneofKind: 'description', description: { type: 1, sdp, media: [] } },
      },
    },
  },
});

export const profile = (displayName: string): ClientMessage => ({
  message: { oneofKind: 'profile', profile: { displayName, microphoneOn: false, cameraOn: false } },
});

export const answer = (id: number): ClientMessage => ({
  message: { oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id } },
});
