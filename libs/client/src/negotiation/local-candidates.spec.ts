import { expect, test } from 'vitest';
import {
  afterLocalAnswer,
  afterLocalOffer,
  afterOfferAbandoned,
  afterOfferAnswered,
  candidateFound,
  type LocalCandidates,
  noLocalCandidates,
} from './local-candidates.ts';

const sdp = (fragment: string) => `a=ice-ufrag:${fragment}\r\n`;
const of = (fragment: string | null, candidate: string | null = 'candidate:1') => ({
  candidate: candidate === null ? null : { candidate },
  usernameFragment: fragment,
});

/** Agreed on the fragment `a` by negotiation 1. */
const agreed: LocalCandidates = afterOfferAnswered(afterLocalOffer(noLocalCandidates, '1', sdp('a')).local);
/** And an ICE restart offered by negotiation 2, with `b`. */
const restarting: LocalCandidates = afterLocalOffer(agreed, '2', sdp('b')).local;

const idsSent = (local: LocalCandidates, found: ReturnType<typeof of>) =>
  candidateFound(local, found, false).send.map(({ id }) => id);

test.each([
  ['of the credentials in use', agreed, of('a'), ['1']],
  ['of those in use, while a restart is offered', restarting, of('a'), ['1']],
  ['of those offered', restarting, of('b'), ['2']],
  ['that does not say of which', restarting, of(null), ['2']],
  ['of an abandoned offer', afterOfferAbandoned(restarting), of('b'), []],
  ['of replaced credentials', afterOfferAnswered(restarting), of('a'), []],
  ['of the new ones in use', afterOfferAnswered(restarting), of('b'), ['2']],
])('a candidate %s', (_, local, found, ids) => {
  expect(idsSent(local, found)).toEqual(ids);
});

test('a renegotiation that brings no credentials leaves candidates with the negotiation that did', () => {
  const again = afterLocalOffer(agreed, '2', sdp('a')).local;
  expect(idsSent(again, of('a'))).toEqual(['1']);
  expect(idsSent(afterOfferAnswered(again), of('a'))).toEqual(['1']);
});

test('what is found before its description is set goes out after it, in order', () => {
  const first = candidateFound(noLocalCandidates, of('a'), true);
  const second = candidateFound(first.local, of('a', null), true);
  expect([...first.send, ...second.send]).toEqual([]);
  expect(afterLocalAnswer(second.local, '1', sdp('a')).send).toEqual([
    { type: 'candidate', id: '1', candidate: { candidate: 'candidate:1' } },
    { type: 'candidate', id: '1', candidate: null },
  ]);
});

test('what was found for an offer that is never sent does not go out with the answer', () => {
  const early = candidateFound(agreed, of('b'), true).local;
  const step = afterLocalAnswer(early, '2', sdp('c'));
  expect(step.send).toEqual([]);
  expect(step.local.early).toEqual([]);
});

test('the end of candidates is told once for each credentials', () => {
  const once = candidateFound(restarting, of('b', null), false);
  expect(once.send).toEqual([{ type: 'candidate', id: '2', candidate: null }]);
  expect(idsSent(once.local, of('b', null))).toEqual([]);
  expect(idsSent(once.local, of('a', null))).toEqual(['1']);
});
