import { describe, expect, it } from 'vitest';
import { candidatePairs, changedPairs } from './candidate-pairs.ts';

const ends = [
  { id: 'L', type: 'local-candidate', candidateType: 'host', protocol: 'udp', address: '10.0.0.4', port: 1 },
  { id: 'R', type: 'remote-candidate', candidateType: 'prflx', protocol: 'udp', address: '', port: 2 },
];
const pair = { id: 'P', type: 'candidate-pair', localCandidateId: 'L', remoteCandidateId: 'R', state: 'in-progress' };

/** A report that gives out a new object at each look, as Chromium does. */
class Report extends Map<string, Record<string, unknown>> {
  override get(id: string) {
    const entry = super.get(id);
    return entry && { ...entry };
  }
}

const report = (...entries: readonly Record<string, unknown>[]) =>
  new Report([...ends, ...entries].map((entry) => [String(entry['id']), entry]));

describe('the candidate pairs of a report', () => {
  it('are told with both ends, and what is hidden or not known is null', () => {
    expect(candidatePairs(report(pair))).toEqual([
      {
        id: 'P',
        local: { type: 'host', protocol: 'udp', relayProtocol: null, address: '10.0.0.4', port: 1 },
        remote: { type: 'prflx', protocol: 'udp', relayProtocol: null, address: null, port: 2 },
        state: 'in-progress',
        nominated: false,
        selected: false,
        roundTripMs: null,
      },
    ]);
  });

  it('name the selected one, as Chromium says it and as Firefox does', () => {
    const transport = { id: 'T', type: 'transport', selectedCandidatePairId: 'P' };
    const works = { ...pair, state: 'succeeded', nominated: true, currentRoundTripTime: 0.012 };
    for (const told of [report(works, transport), report({ ...works, selected: true })]) {
      expect(candidatePairs(told)).toMatchObject([{ selected: true, nominated: true, roundTripMs: 12 }]);
    }
  });

  it('leave out one whose candidates are not told', () => {
    expect(candidatePairs(report({ ...pair, remoteCandidateId: 'gone' }))).toEqual([]);
  });
});

describe('what is worth telling of pairs', () => {
  const [known] = candidatePairs(report(pair));
  if (known === undefined) throw new Error('There is no pair.');
  const before = new Map([[known.id, known]]);

  it('are those that are new', () => {
    expect(changedPairs(new Map(), [known])).toEqual([known]);
  });

  it.each([{ state: 'failed' }, { nominated: true }, { selected: true }] as const)('are those with %o', (change) => {
    const changed = { ...known, ...change };
    expect(changedPairs(before, [changed])).toEqual([changed]);
  });

  it('are not those that were only measured anew', () => {
    expect(changedPairs(before, [{ ...known, roundTripMs: 5 }])).toEqual([]);
  });
});
