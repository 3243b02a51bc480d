import type { transition } from '../signaling/session.machine.ts';
import { opens } from '../signaling/session.runs.ts';
import type { SessionState } from '../signaling/session.state.ts';
import type { SessionInput, SessionStep } from '../signaling/session.step.ts';
import type { StreamEvent, StreamReason } from './call-event.ts';

/** The rule, and each thing told that a step of it does to the stream from the server. */
export function watchStreams(rule: typeof transition, tell: (event: StreamEvent) => void): typeof transition {
  return (state, input) => {
    const step = rule(state, input);
    for (const event of streamEvents(state, input, step)) tell(event);
    return step;
  };
}

/** What a step does to the stream. Pure. */
export function streamEvents(before: SessionState, input: SessionInput, step: SessionStep): readonly StreamEvent[] {
  const ended = endedBy(before, input, step.state);
  const opening = step.effects
    .filter((effect) => effect.type === 'open')
    .map(({ resume }) => streamEvent('opening', resume !== null, null));
  return ended === null ? opening : [ended, ...opening];
}

function endedBy(before: SessionState, input: SessionInput, now: SessionState): StreamEvent | null {
  if ('run' in input && opens(before, input.run)) {
    const resuming = before.name !== 'entering';
    if (input.type === 'received' && now.name === 'open') {
      return streamEvent(input.response.event.oneofKind === 'resumed' ? 'resumed' : 'opened', resuming, null);
    }
    return streamEvent('refused', resuming, reasonOf(input));
  }
  const wasOpen = before.name === 'open' || before.name === 'moving';
  return wasOpen && now.name === 'resuming' ? streamEvent('lost', false, reasonOf(input)) : null;
}

function streamEvent(state: StreamEvent['state'], resuming: boolean, reason: StreamReason | null): StreamEvent {
  return { type: 'stream', state, resuming, reason };
}

function reasonOf(input: SessionInput): StreamReason | null {
  switch (input.type) {
    case 'stream-ended':
    case 'send-failed':
      return input.error ? { code: 'ended', message: input.error.message } : null;
    case 'silent':
      return { code: 'silent', message: null };
    case 'send-slow':
      return { code: 'no-answer', message: null };
    case 'suspect':
      return { code: 'media-stalled', message: null };
    default:
      return null;
  }
}
