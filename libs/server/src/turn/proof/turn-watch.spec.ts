import { VirtualClock } from '@rtc-call/room/testing';
import { afterEach, expect, it } from 'vitest';
import { createLogger } from '../../logging/logger.ts';
import { PROOF_LIMITS } from './limits.ts';
import type { TurnProof } from './prove-turn.ts';
import { TurnWatch } from './turn-watch.ts';

const WORKS: TurnProof = { works: true, tookMs: 5 };
const REFUSED: TurnProof = { works: false, fault: { kind: 'refused' } };
const SILENT: TurnProof = { works: false, fault: { kind: 'no-answer' } };
const URLS = ['turn:one.example', 'turn:two.example'];

const watches: TurnWatch[] = [];
afterEach(() => {
  for (const watch of watches.splice(0)) watch.close();
});

/** Two servers whose state the test sets, and what is logged of them. */
function setUp(first: TurnProof, second: TurnProof) {
  const clock = new VirtualClock();
  const state = new Map([
    [URLS[0], first],
    [URLS[1], second],
  ]);
  const told: string[] = [];
  const logger = createLogger({
    format: 'json',
    output: {
      write(line: string) {
        const {
          level,
          url,
          msg,
          fault,
          because = '',
        } = JSON.parse(line) as Record<string, never> & {
          because?: string;
          fault?: { kind: string };
        };
        told.push([level, msg, url, fault?.kind ?? '', because].join(' ').trim());
      },
    },
  });
  let proofs = 0;
  const prove = async (url: string) => {
    proofs += 1;
    return state.get(url) ?? SILENT;
  };
  const watch = new TurnWatch({ urls: URLS, secret: '', logger, prove, clock });
  watches.push(watch);
  const pass = (ms: number) => clock.advance(ms);
  return { watch, state, pass, told: () => told.splice(0), proofs: () => proofs };
}

it('knows after the first proof, and says what is wrong in words', async () => {
  const { watch, told } = setUp(WORKS, REFUSED);
  expect([watch.isReady, watch.states.map(({ proof }) => proof)]).toEqual([false, [null, null]]);
  await watch.tried;
  expect(watch.isReady).toBe(true);
  expect(watch.states).toEqual([
    { url: URLS[0], proof: WORKS },
    { url: URLS[1], proof: REFUSED },
  ]);
  expect(told()).toEqual([
    'info A TURN server works turn:one.example',
    expect.stringMatching(
      /^warn A TURN server cannot be used turn:two\.example refused Nothing listens on UDP port 3478/,
    ),
  ]);
});

it('is ready while one of them works, and tells of each change once', async () => {
  const { watch, state, pass, told } = setUp(WORKS, REFUSED);
  const ready: boolean[] = [];
  watch.watchReady(() => ready.push(watch.isReady));
  await watch.tried;
  told();
  const changes: [TurnProof, TurnProof, number][] = [
    [WORKS, REFUSED, 0],
    [WORKS, SILENT, 1],
    [REFUSED, SILENT, 1],
    [REFUSED, SILENT, 0],
    [REFUSED, WORKS, 1],
    [WORKS, WORKS, 1],
  ];
  for (const [first, second, count] of changes) {
    state.set(URLS[0], first).set(URLS[1], second);
    await pass(PROOF_LIMITS.failingMs);
    expect(told()).toHaveLength(count);
  }
  expect(ready).toEqual([true, true, true, false, false, true, true]);
});

it('proves what works again now and then, and what does not sooner', async () => {
  const { watch, state, pass, proofs } = setUp(WORKS, WORKS);
  await watch.tried;
  await pass(PROOF_LIMITS.workingMs - 1);
  expect(proofs()).toBe(2);
  state.set(URLS[0], REFUSED);
  await pass(1);
  expect(proofs()).toBe(4);
  await pass(PROOF_LIMITS.failingMs);
  expect(proofs()).toBe(6);
});

it('ends when it is closed', async () => {
  const { watch, pass, proofs } = setUp(REFUSED, REFUSED);
  await watch.tried;
  watch.close();
  await pass(60_000);
  expect(proofs()).toBe(2);
});
