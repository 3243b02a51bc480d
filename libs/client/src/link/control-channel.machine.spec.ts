import type { ControlMessage } from '@rtc-call/contract';
import { describe, expect, test } from 'vitest';
import {
  ANSWER_WITHIN_MS,
  type ControlEvent,
  type ControlPhase,
  type ControlState,
  type ControlStep,
  controlTransition,
  FIRST_ANSWER_WITHIN_MS,
  LOOK_AFTER_MS,
  LOOK_WITHIN_MS,
  openingControl,
  PING_AFTER_MS,
  PING_AGAIN_MS,
  SLEPT_AFTER_MS,
} from './control-channel.machine.ts';

const ping = (id: number): ControlMessage => ({ message: { oneofKind: 'ping', ping: { id } } });
const pong = (id: number): ControlMessage => ({ message: { oneofKind: 'pong', pong: { id } } });
const unknown: ControlMessage = { message: { oneofKind: undefined } };

const opened: ControlEvent = { type: 'opened' };
const timer: ControlEvent = { type: 'timer' };
const closed: ControlEvent = { type: 'closed' };
const received = (message: ControlMessage): ControlEvent => ({ type: 'received', message });
/** So many bytes had come at that look; at the last one where no number is given. */
const looked = (count: number, look?: number) => ({ type: 'looked', count, look }) as const;

type Given = ControlEvent | ReturnType<typeof looked>;

/** The events come a hundred milliseconds apart; the first at 0. */
function run(events: readonly Given[], state: ControlState = openingControl) {
  let step: ControlStep = { state, effects: [] };
  for (const [index, given] of events.entries()) {
    const event: ControlEvent =
      'count' in given
        ? { type: 'looked', look: given.look ?? step.state.looks, bytes: new Map([['pair', given.count]]) }
        : given;
    step = controlTransition(step.state, event, index * 100);
  }
  const { state: after, effects } = step;
  const does = effects.map((effect) => {
    if (effect.type === 'send') return effect.message.message.oneofKind;
    return effect.type === 'look' ? 'look' : `${effect.delayMs} ms`;
  });
  const sent = effects.flatMap((effect) => (effect.type === 'send' ? [effect.message] : []));
  return { state: after, phase: after.phase, sent, does };
}

const answered = [opened, received(pong(1))];
const asking = [...answered, timer];
const wait = (ms: number) => `${ms} ms`;
const REST_MS = ANSWER_WITHIN_MS - LOOK_AFTER_MS;

test.each<[string, Given[], ControlPhase, string[]]>([
  ['opens', [opened], 'asking', [wait(LOOK_AFTER_MS), 'ping']],
  ['is answered at once', answered, 'heard', [wait(PING_AFTER_MS)]],
  ['hears nothing for a while', asking, 'asking', [wait(LOOK_AFTER_MS), 'ping']],
  ['gets no answer at once', [...asking, timer], 'asking', [wait(LOOK_WITHIN_MS), 'look']],
  ['has looked for the first time', [...asking, timer, looked(5)], 'asking', [wait(REST_MS), 'ping']],
  ['gets no answer at all', [...asking, timer, looked(5), timer], 'asking', [wait(LOOK_WITHIN_MS), 'look']],
  ['has found no bytes', [...asking, timer, looked(5), timer, looked(5)], 'silent', [wait(PING_AGAIN_MS), 'ping']],
  ['has found bytes', [...asking, timer, looked(5), timer, looked(6)], 'asking', [wait(ANSWER_WITHIN_MS), 'ping']],
  [
    'found bytes, and then no more',
    [...asking, timer, looked(5), timer, looked(6), timer, looked(6)],
    'silent',
    [wait(PING_AGAIN_MS), 'ping'],
  ],
  [
    'still gets no answer',
    [...asking, timer, looked(5), timer, looked(5), timer],
    'silent',
    [wait(PING_AGAIN_MS), 'ping'],
  ],
  ['gets an answer', [...asking, received(pong(2))], 'heard', [wait(PING_AFTER_MS)]],
  ['gets an answer before it has looked', [...asking, timer, received(pong(2)), looked(5)], 'heard', []],
  ['asks again before it has looked', [...asking, timer, received(pong(2)), timer, looked(5, 1)], 'asking', []],
  ['is asked', [...answered, received(ping(7))], 'heard', [wait(PING_AFTER_MS), 'pong']],
  ['is asked while it asks', [...asking, received(ping(7))], 'heard', [wait(PING_AFTER_MS), 'pong']],
  [
    'hears again after a silence',
    [...asking, timer, looked(5), timer, looked(5), received(pong(2))],
    'heard',
    ['400 ms'],
  ],
  ['hears what it does not know', [...asking, received(unknown)], 'heard', [wait(PING_AFTER_MS)]],
  ['is closed', [...asking, closed], 'closed', []],
  ['is closed and then asked', [opened, closed, received(ping(7))], 'closed', []],
])('an end that %s', (_, events, phase, does) => {
  expect(run(events)).toMatchObject({ phase, does });
});

test('a ping is answered by its own number', () => {
  expect(run([opened, received(ping(7))]).sent).toEqual([pong(7)]);
  expect(run([...asking]).sent).toEqual([ping(2)]);
});

test('the round trip is measured from the ping that is answered', () => {
  expect(run([opened, received(pong(1))]).state.roundTripMs).toBe(100);
  expect(run([opened, timer, looked(5), received(pong(2))]).state.roundTripMs).toBe(100);
  expect(run([opened, timer, looked(5), received(pong(1))]).state.roundTripMs).toBeNull();
  expect(run([opened, timer, looked(5), received(pong(1)), received(pong(2))]).state.roundTripMs).toBe(200);
  expect(run([opened, received(ping(7)), received(pong(1))]).state.roundTripMs).toBe(200);
});

test('it knows when it heard anything last', () => {
  expect(run([opened]).state.lastHeard).toBeNull();
  expect(run([opened, received(unknown), timer]).state.lastHeard).toBe(100);
});

describe('how long it waits for bytes', () => {
  const rest = (roundTripMs: number | null) => {
    const { state, effects } = controlTransition(
      { ...run([...asking, timer]).state, roundTripMs },
      { type: 'looked', look: run([...asking, timer]).state.looks, bytes: new Map() },
      1_000,
    );
    return state.timerDue === 1_000 && effects.length === 0 ? 0 : state.timerDue - 1_000 + LOOK_AFTER_MS;
  };

  test.each([
    [null, FIRST_ANSWER_WITHIN_MS],
    [0, ANSWER_WITHIN_MS],
    [275, ANSWER_WITHIN_MS],
    [600, 1_450],
  ])('on a path with a round trip of %s ms: %s ms', (roundTripMs, expected) => {
    expect(rest(roundTripMs)).toBe(expected);
  });
});

describe('a timer that is late', () => {
  const due = { ...run([...asking, timer, looked(5)]).state };
  test.each<[string, number, ControlEvent['type'] | 'look' | 'ping']>([
    ['by what a hidden page has to bear is as good as another', due.timerDue + SLEPT_AFTER_MS, 'look'],
    ['by more shows that the page slept, and it asks anew', due.timerDue + SLEPT_AFTER_MS + 1, 'ping'],
  ])('%s', (_, now, expected) => {
    const { state, effects } = controlTransition(due, timer, now);
    expect(state.phase).toBe('asking');
    expect(effects.at(-1)?.type === 'send' ? 'ping' : effects.at(-1)?.type).toBe(expected);
    expect(state.bytes === null).toBe(expected === 'ping');
  });
});
