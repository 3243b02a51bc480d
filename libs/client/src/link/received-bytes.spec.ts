import { expect, test } from 'vitest';
import { haveGrown, receivedBytes } from './received-bytes.ts';

const of = (pairs: Record<string, number>) => new Map(Object.entries(pairs));

test.each<[string, Record<string, number>, Record<string, number>, boolean]>([
  ['nothing came', { a: 5, b: 0 }, { a: 5, b: 0 }, false],
  ['something came', { a: 5, b: 0 }, { a: 6, b: 0 }, true],
  ['something came over a pair that was not there', { a: 5 }, { a: 5, b: 1 }, true],
  ['there is another pair, over which nothing came', { a: 5 }, { a: 5, b: 0 }, false],
  ['a pair is no more', { a: 5, b: 3 }, { a: 5 }, false],
  ['the browser does not tell', { a: 5 }, {}, false],
])('when %s', (_, before, now, expected) => {
  expect(haveGrown(of(before), of(now))).toBe(expected);
});

test('only candidate pairs are counted', async () => {
  const stats = [
    { type: 'candidate-pair', id: 'a', bytesReceived: 7 },
    { type: 'candidate-pair', id: 'b' },
    { type: 'transport', id: 't', bytesReceived: 9 },
  ];
  const getStats = async () => new Map(stats.map((each) => [each.id, each])) as unknown as RTCStatsReport;
  expect(await receivedBytes({ getStats })).toEqual(of({ a: 7, b: 0 }));
});

test('from a browser that refuses nothing follows', async () => {
  const getStats = () => Promise.reject(new DOMException('closed', 'InvalidStateError'));
  expect(await receivedBytes({ getStats })).toBeNull();
});
