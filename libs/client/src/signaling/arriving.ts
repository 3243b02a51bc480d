import type { JoinResponse, Resumed, Session, Welcome } from '@rtc-call/contract';
import { CallError } from '../errors/call-error.ts';
import { proved } from './line.ts';
import { enqueue, startAnew } from './outbox.ts';
import { watchStream } from './receiving.ts';
import { tell, tryAgain } from './retrying.ts';
import { sendOn } from './saying.ts';
import type { Attempting, Open, Place } from './session.state.ts';
import type { SessionEffect, SessionStep } from './session.step.ts';

/** Takes the first response of a stream. */
export function arrive(state: Attempting, response: JoinResponse): SessionStep {
  const { event } = response;
  if (event.oneofKind === 'welcome' && event.welcome.session !== undefined) {
    return welcomed(state, response, event.welcome, event.welcome.session);
  }
  if (event.oneofKind === 'resumed' && event.resumed.session !== undefined && goesOn(state, response)) {
    return resumed(state, event.resumed, event.resumed.session);
  }
  const error = new CallError(
    'internal',
    `The server began with "${event.oneofKind ?? 'nothing'}", which is no answer.`,
  );
  return tryAgain(state, error);
}

/** Whether a stream goes on behind what was seen at most. Events that an older stream has brought meanwhile come twice. */
function goesOn(
  state: Attempting,
  { epoch, position }: JoinResponse,
): state is Exclude<Attempting, { name: 'entering' }> {
  if (state.name === 'entering' || state.place.needsWelcome) return false;
  return epoch === state.place.epoch && position <= state.place.position;
}

function welcomed(state: Attempting, response: JoinResponse, welcome: Welcome, session: Session): SessionStep {
  const { epoch, position } = response;
  const { resumeToken, heartbeatIntervalMs } = welcome;
  const place: Place = { session, resumeToken, heartbeatIntervalMs, epoch, position, needsWelcome: false };
  const kept = startAnew(state.outbox);
  const outbox = state.name === 'moving' && state.profile !== null ? enqueue(kept, state.profile) : kept;
  return opened({ ...state, outbox }, place, [{ type: 'welcome', welcome, epoch }]);
}

function resumed(
  state: Exclude<Attempting, { name: 'entering' }>,
  { resumeToken, heartbeatIntervalMs }: Resumed,
  session: Session,
): SessionStep {
  return opened(state, { ...state.place, session, resumeToken, heartbeatIntervalMs }, []);
}

function opened(state: Attempting, place: Place, news: readonly SessionEffect[]): SessionStep {
  const stream = state.attempt.run;
  const line = state.name === 'entering' ? proved(state.line) : state.line;
  const open: Open = {
    name: 'open',
    line: { ...line, told: 'online' },
    outbox: state.outbox,
    place,
    stream,
    sending: null,
  };
  const { state: next, effects } = sendOn(open);
  return { state: next, effects: [watchStream(stream, place), ...tell(line, 'online'), ...news, ...effects] };
}
