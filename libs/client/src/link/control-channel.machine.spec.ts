import type { ControlMessage } from '@rtc-call/contract';
import { expect, test } from 'vitest';
import {
  ANSWER_WITHIN_MS,
  type ControlEvent,
  type ControlPhase,
  controlTransition,
  openingControl,
  PING_AFTER_MS,
} from './control-channel.machine.ts';

const ping = (id: number): ControlMessage => ({ message: { oneofKind: 'ping', ping: { id } } });
const pong = (id: number): ControlMessage => ({ message: { oneofKind: 'pong', pong: { id } } });
const unknown: ControlMessage = { message: { oneofKind: undefined } };

const opened: ControlEvent = { type: 'opened' };
const timer: ControlEvent = { type: 'timer' };
const closed: ControlEvent = { type: 'closed' };
const received = (message: ControlMessage): ControlEvent => ({ type: 'received', message });

/** The events come a hundred milliseconds apart; the first at 0. */
function run(events: readonly ControlEvent[]) {
  let step = { state: openingControl, effects: [] as ReturnType<typeof controlTransition>['effects'] };
  for (const [index, event] of events.entries()) step = controlTransition(step.state, event, index * 100);
  const sent = step.effects.flatMap((effect) => (effect.type === 'send' ? [effect.message] : []));
  const delays = step.effects.flatMap((effect) => (effect.type === 'set-timer' ? [effect.delayMs] : []));
  return { state: step.state, phase: step.state.phase, sent, delays };
}

test.each<[string, ControlEvent[], ControlPhase, ControlMessage[], number[]]>([
  ['opens', [opened], 'heard', [], [PING_AFTER_MS]],
  ['hears nothing for a while', [opened, timer], 'asking', [ping(1)], [ANSWER_WITHIN_MS]],
  ['gets no answer', [opened, timer, timer], 'silent', [ping(2)], [PING_AFTER_MS]],
  ['still gets none', [opened, timer, timer, timer], 'silent', [ping(3)], [PING_AFTER_MS]],
  ['gets an answer', [opened, timer, received(pong(1))], 'heard', [], [PING_AFTER_MS]],
  ['is asked', [opened, received(ping(7))], 'heard', [pong(7)], [PING_AFTER_MS]],
  ['is asked while it asks', [opened, timer, received(ping(7))], 'heard', [pong(7)], [PING_AFTER_MS]],
  ['hears again after a silence', [opened, timer, timer, received(pong(1))], 'heard', [], [PING_AFTER_MS]],
  ['hears what it does not know', [opened, timer, received(unknown)], 'heard', [], [PING_AFTER_MS]],
  ['is closed', [opened, timer, closed], 'closed', [], []],
  ['is closed and then asked', [opened, closed, received(ping(7))], 'closed', [], []],
])('an end that %s', (_, events, phase, sent, delays) => {
  expect(run(events)).toMatchObject({ phase, sent, delays });
});

test('the round trip is measured from the ping that is answered', () => {
  expect(run([opened, timer, received(pong(1))]).state.roundTripMs).toBe(100);
  expect(run([opened, timer, timer, received(pong(2))]).state.roundTripMs).toBe(100);
  expect(run([opened, timer, timer, received(pong(1))]).state.roundTripMs).toBeNull();
  expect(run([opened, timer, received(ping(7)), received(pong(1))]).state.roundTripMs).toBe(200);
});

test('it knows when it heard anything last', () => {
  expect(run([opened]).state.lastHeard).toBeNull();
  expect(run([opened, received(unknown), timer]).state.lastHeard).toBe(100);
});
