import type { LinkPath, PathEnd } from './link-statistics.ts';
import { entriesOf, entryAt, numberIn, type StatsEntry, type StatsReport, wordIn } from './stats-report.ts';

/**
 * The pair that carries the link. Of one peer connection with `max-bundle` there
 * is one transport. Browsers that do not name its pair mark the pair itself:
 * Firefox by a member of its own.
 */
export function selectedPair(report: StatsReport): StatsEntry | null {
  for (const transport of entriesOf(report, 'transport')) {
    const pair = entryAt(report, transport['selectedCandidatePairId']);
    if (pair !== null) return pair;
  }
  return entriesOf(report, 'candidate-pair').find((pair) => pair['selected'] === true) ?? null;
}

/** Both ends of a pair; null while the browser does not tell what they are. */
export function pathOf(report: StatsReport, pair: StatsEntry | null): LinkPath | null {
  const local = pathEnd(entryAt(report, pair?.['localCandidateId']));
  const remote = pathEnd(entryAt(report, pair?.['remoteCandidateId']));
  return local === null || remote === null ? null : { local, remote };
}

function pathEnd(candidate: StatsEntry | null): PathEnd | null {
  const type = wordIn(candidate, 'candidateType', ['host', 'srflx', 'prflx', 'relay']);
  const protocol = wordIn(candidate, 'protocol', ['udp', 'tcp']);
  if (type === null || protocol === null) return null;
  const address = candidate?.['address'];
  return {
    type,
    protocol,
    relayProtocol: wordIn(candidate, 'relayProtocol', ['udp', 'tcp', 'tls']),
    address: typeof address === 'string' && address !== '' ? address : null,
    port: numberIn(candidate, 'port'),
  };
}
