import type { JoinResponse } from '@rtc-call/contract';
import { follow } from './follow.ts';
import { HEARTBEATS_MISSED } from './reconnect-policy.ts';
import { move, reopen } from './retrying.ts';
import type { RoomEvent } from './room-event.ts';
import { provedBy, say } from './saying.ts';
import type { Place, Reading } from './session.state.ts';
import type { SessionEffect, SessionStep } from './session.step.ts';

/** Takes what comes down the stream that is read. */
export function receive(state: Reading, response: JoinResponse): SessionStep {
  switch (follow(state.place, response)) {
    case 'gap':
      return reopen(state, { stuck: true, renew: false });
    case 'known':
      return { state, effects: [watchStream(state.stream, state.place)] };
    case 'next': {
      const place = { ...state.place, position: response.position };
      const effects = [watchStream(state.stream, place), ...deliver(response.event)];
      return { state: { ...state, place }, effects };
    }
    case 'aside': {
      const { state: next, effects } = heed(state, response.event);
      return { state: next, effects: [watchStream(state.stream, state.place), ...effects] };
    }
  }
}

/** Begins anew to wait for the stream's next sign of life. */
export function watchStream(run: number, { heartbeatIntervalMs }: Place): SessionEffect {
  return { type: 'watch', run, silenceMs: heartbeatIntervalMs * HEARTBEATS_MISSED };
}

/** Does what the server asks for between the events. */
function heed(state: Reading, event: JoinResponse['event']): SessionStep {
  switch (event.oneofKind) {
    case 'heartbeat': {
      const { id } = event.heartbeat;
      const answer = { message: { oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id } } } as const;
      return say({ ...state, line: provedBy(state) }, answer);
    }
    case 'resumeElsewhere':
      return state.name === 'open' ? move(state) : { state, effects: [] };
    default:
      return { state, effects: [] };
  }
}

/** An event that a later version of the contract may bring is passed over. */
function deliver(event: JoinResponse['event']): SessionEffect[] {
  const known = roomEvent(event);
  return known === null ? [] : [{ type: 'deliver', event: known }];
}

function roomEvent(event: JoinResponse['event']): RoomEvent | null {
  switch (event.oneofKind) {
    case 'welcome':
    case 'resumed':
    case 'heartbeat':
    case 'resumeElsewhere':
    case undefined:
      return null;
    default:
      return event;
  }
}
