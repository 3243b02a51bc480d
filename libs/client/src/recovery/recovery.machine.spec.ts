import { describe, expect, test } from 'vitest';
import {
  AGREE_WITHIN_MS,
  CONNECT_WITHIN_MS,
  EXPLAIN_WITHIN_MS,
  FIRST_RETRY_WITHIN_MS,
  MOST_AHEAD,
  RETRY_WITHIN_MS,
  retryWithin,
} from './recovery.limits.ts';
import {
  type RecoveryEffect,
  type RecoveryEvent,
  type RecoveryState,
  recoveryTransition,
  startingRecovery,
} from './recovery.machine.ts';

/** An event as a word; `asked 3` for a generation, `asked 3 late`. */
type Word = Exclude<RecoveryEvent['type'], 'asked'> | Request;
type Request = `asked ${number}` | `asked ${number} late`;

function toEvent(word: Word): RecoveryEvent {
  const [type, generation, late] = word.split(' ');
  return type === 'asked'
    ? { type, generation: Number(generation), isLate: late !== undefined }
    : { type: word as Exclude<Word, Request> };
}

/** An effect as a word. */
function describeEffect(effect: RecoveryEffect): string {
  switch (effect.type) {
    case 'make':
      return `${effect.ask ? 'ask for' : 'make'} ${effect.generation}`;
    case 'set-timer':
      return `${effect.delayMs}${effect.jitterMs > 0 ? ` to ${effect.delayMs + effect.jitterMs}` : ''} ms`;
    default:
      return effect.type;
  }
}

function run(...words: Word[]) {
  let state = startingRecovery(1);
  let effects: readonly RecoveryEffect[] = [];
  for (const word of words) ({ state, effects } = recoveryTransition(state, toEvent(word)));
  return { state, does: effects.map(describeEffect) };
}

const agree = `${AGREE_WITHIN_MS} ms`;
const connect = `${CONNECT_WITHIN_MS} ms`;
const explain = `${EXPLAIN_WITHIN_MS} ms`;
const retry = '250 to 500 ms';

const watching: Word[] = ['agreed', 'works'];
const abandoned: Word[] = [...watching, 'closed'];
const replacing: Word[] = [...watching, 'stalled'];
/** At the other end's wish: the leading link works. */
const obliging: Word[] = [...watching, 'asked 2'];
const waiting: Word[] = [...replacing, 'agreed', 'timer'];

test.each<[Word[], Word, RecoveryState['name'], string[]]>([
  // The first link.
  [[], 'agreed', 'starting', [connect]],
  [['agreed'], 'works', 'watching', ['stop-timer']],
  [['agreed'], 'timer', 'waiting', ['refresh', retry]],
  [['agreed'], 'failed', 'waiting', ['refresh', retry]],
  [['agreed'], 'stalled', 'waiting', ['refresh', retry]],
  [['agreed'], 'closed', 'abandoned', [explain]],
  [['agreed'], 'asked 2', 'replacing', [agree, 'make 2']],
  [['agreed'], 'asked 1', 'starting', []],
  [['agreed'], 'nudge', 'starting', []],
  // A link that works.
  [watching, 'stalled', 'replacing', [agree, 'ask for 2', 'suspect']],
  [watching, 'failed', 'replacing', [agree, 'ask for 2', 'suspect', 'refresh']],
  [watching, 'closed', 'abandoned', [explain]],
  [watching, 'asked 2', 'replacing', [agree, 'make 2']],
  [watching, 'asked 7', 'replacing', [agree, 'make 7']],
  [watching, 'asked 1', 'watching', []],
  [watching, 'asked 7 late', 'replacing', [agree, 'ask for 8']],
  [[...watching, 'asked 7 late'], 'spoiled', 'watching', ['drop', 'stop-timer']],
  [watching, `asked ${1 + MOST_AHEAD}`, 'replacing', [agree, `make ${1 + MOST_AHEAD}`]],
  [watching, `asked ${2 + MOST_AHEAD}`, 'watching', []],
  [watching, 'asked 4294967295', 'watching', []],
  [watching, 'works', 'watching', []],
  [watching, 'agreed', 'watching', []],
  [watching, 'timer', 'watching', []],
  [watching, 'nudge', 'watching', []],
  // A link that the other end has closed.
  [abandoned, 'timer', 'replacing', [agree, 'ask for 2']],
  [abandoned, 'asked 2', 'replacing', [agree, 'make 2']],
  [abandoned, 'failed', 'abandoned', []],
  // A successor.
  [replacing, 'agreed', 'replacing', [connect]],
  [replacing, 'proven', 'watching', ['take-over', 'stop-timer']],
  [replacing, 'works', 'replacing', []],
  [replacing, 'stalled', 'replacing', []],
  [replacing, 'failed', 'replacing', []],
  [replacing, 'closed', 'replacing', []],
  [replacing, 'nudge', 'replacing', []],
  [replacing, 'asked 2', 'replacing', []],
  [replacing, 'asked 3', 'replacing', ['drop', agree, 'make 3']],
  [replacing, 'timer', 'waiting', ['drop', 'refresh', retry]],
  [replacing, 'spoiled', 'waiting', ['drop', 'refresh', retry]],
  [[...replacing, 'works'], 'proven', 'watching', ['take-over', 'stop-timer']],
  [[...replacing, 'works'], 'timer', 'watching', ['drop', 'stop-timer']],
  [[...replacing, 'works'], 'spoiled', 'watching', ['drop', 'stop-timer']],
  [[...replacing, 'works'], 'stalled', 'replacing', ['suspect']],
  [[...replacing, 'works', 'stalled'], 'timer', 'waiting', ['drop', 'refresh', retry]],
  [[...replacing, 'works', 'closed'], 'timer', 'waiting', ['drop', 'refresh', retry]],
  [obliging, 'spoiled', 'watching', ['drop', 'stop-timer']],
  [obliging, 'proven', 'watching', ['take-over', 'stop-timer']],
  [[...obliging, 'closed'], 'spoiled', 'waiting', ['drop', 'refresh', retry]],
  [['agreed', 'asked 2'], 'spoiled', 'waiting', ['drop', 'refresh', retry]],
  [['agreed', 'asked 2', 'works'], 'spoiled', 'watching', ['drop', 'stop-timer']],
  // After a try that came to nothing.
  [waiting, 'timer', 'replacing', [agree, 'ask for 3']],
  [waiting, 'nudge', 'replacing', [agree, 'ask for 3']],
  [waiting, 'works', 'watching', ['stop-timer']],
  [waiting, 'asked 3', 'replacing', [agree, 'make 3']],
  [waiting, 'asked 2', 'waiting', []],
  [waiting, 'stalled', 'waiting', []],
  [waiting, 'closed', 'waiting', []],
])('after %j, %s leads to %s: %j', (before, event, name, does) => {
  expect(run(...before, event)).toMatchObject({ state: { name }, does });
});

describe('the waits between tries', () => {
  const failing = (times: number): Word[] => Array.from({ length: times }, (): Word[] => ['timer', 'spoiled']).flat();

  test('grow, and are bounded', () => {
    expect(run(...replacing, 'spoiled', ...failing(1)).does.at(-1)).toBe('500 to 1000 ms');
    expect(run(...replacing, 'spoiled', ...failing(3)).does.at(-1)).toBe('2000 to 4000 ms');
    expect(run(...replacing, 'spoiled', ...failing(30)).does.at(-1)).toBe('7500 to 15000 ms');
    expect(retryWithin(1)).toBe(FIRST_RETRY_WITHIN_MS);
    expect(retryWithin(1_000)).toBe(RETRY_WITHIN_MS);
  });

  test.each<[string, Word[]]>([
    ['a successor has proved itself', ['timer', 'proven', 'stalled', 'spoiled']],
    ['the link before is heard again', ['works', 'stalled', 'spoiled']],
  ])('begin anew when %s', (_, then) => {
    expect(run(...replacing, 'spoiled', ...failing(5), ...then).does.at(-1)).toBe(retry);
  });

  test('go on growing when the other end begins the next try', () => {
    expect(run(...replacing, 'spoiled', 'asked 9', 'spoiled').does.at(-1)).toBe('500 to 1000 ms');
  });
});

test('a generation is never used again', () => {
  expect(run(...watching, 'asked 5', 'spoiled', 'stalled').does[1]).toBe('ask for 6');
});
