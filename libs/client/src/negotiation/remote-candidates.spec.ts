import { expect, test } from 'vitest';
import {
  afterClosed,
  afterRemoteDescription,
  candidateArrived,
  MAX_CLOSED_NEGOTIATIONS,
  MAX_HELD_CANDIDATES,
  noRemoteCandidates,
  type RemoteCandidates,
} from './remote-candidates.ts';

const sdp = (fragment: string) => `a=ice-ufrag:${fragment}\r\n`;
const from = (id: string, number = 1) => ({ id, candidate: { candidate: `candidate:${number}` } });

const first: RemoteCandidates = afterRemoteDescription(noRemoteCandidates, '1', sdp('a')).remote;
const renegotiated: RemoteCandidates = afterRemoteDescription(first, '2', sdp('a')).remote;
const restarted: RemoteCandidates = afterRemoteDescription(first, '2', sdp('b')).remote;

test.each([
  ['before any description', noRemoteCandidates, '1', 'held'],
  ['of the description that is set', first, '1', 'added'],
  ['of one that is not set yet', first, '2', 'held'],
  ['of an ignored offer', afterClosed(first, '2'), '2', 'dropped'],
  ['of the credentials in use, after a renegotiation', renegotiated, '1', 'added'],
  ['that names the renegotiation', renegotiated, '2', 'added'],
  ['of credentials that an ICE restart has replaced', restarted, '1', 'dropped'],
  ['of the restart', restarted, '2', 'added'],
])('a candidate %s', (_, remote, id, fate) => {
  const step = candidateArrived(remote, from(id), false);
  expect(step?.add).toEqual(fate === 'added' ? [from(id)] : []);
  expect(step?.remote.held).toEqual(fate === 'held' ? [from(id)] : []);
});

test('candidates wait for their description, and for the offer that waits, and are dropped with one that was lost', () => {
  let remote = noRemoteCandidates;
  for (const arrived of [from('1', 1), from('2', 2), from('1', 3), from('3', 4)]) {
    remote = candidateArrived(remote, arrived, false)?.remote ?? remote;
  }
  const step = afterRemoteDescription(remote, '1', sdp('a'), '2');
  expect(step.add).toEqual([from('1', 1), from('1', 3)]);
  expect(step.remote.held).toEqual([from('2', 2)]);
});

test('a candidate that comes while a description is being set waits to see whether it is still wanted', () => {
  const waiting = candidateArrived(first, from('1'), true);
  expect(waiting?.add).toEqual([]);
  const remote = waiting?.remote ?? first;
  expect(afterRemoteDescription(remote, '2', sdp('a')).add).toEqual([from('1')]);
  const replaced = afterRemoteDescription(remote, '2', sdp('b'));
  expect(replaced.add).toEqual([]);
  expect(replaced.remote.held).toEqual([]);
});

test('what is held for an offer goes when the offer is ignored', () => {
  const remote = candidateArrived(first, from('2'), false)?.remote ?? first;
  expect(afterClosed(remote, '2').held).toEqual([]);
});

test('no more is held than the limit says', () => {
  const held = Array.from({ length: MAX_HELD_CANDIDATES }, () => from('2'));
  expect(candidateArrived({ ...first, held }, from('2'), false)).toBeNull();
  expect(candidateArrived({ ...first, held }, from('1'), false)?.add).toHaveLength(1);
});

test('the ids of closed negotiations do not pile up', () => {
  let remote = first;
  for (let id = 0; id < 2 * MAX_CLOSED_NEGOTIATIONS; id += 1) remote = afterClosed(remote, `x${id}`);
  expect(remote.closed).toHaveLength(MAX_CLOSED_NEGOTIATIONS);
  expect(remote.closed.at(-1)).toBe(`x${2 * MAX_CLOSED_NEGOTIATIONS - 1}`);
});
