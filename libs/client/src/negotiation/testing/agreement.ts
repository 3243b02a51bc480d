import type { SimulatedPair, SimulatedSide } from './simulated-pair.ts';

/** Whatever keeps two sides that have come to rest from agreeing; empty when they do. */
export function disagreements(pair: SimulatedPair): string[] {
  if (!pair.cameToRest) return ['it does not come to rest'];
  const [left, right] = pair.sides;
  return [
    ...faultsOf(left),
    ...faultsOf(right),
    ...(left.driver.state.agreedId === right.driver.state.agreedId ? [] : ['the last negotiation is not the same']),
    ...faultsOfPath(left, right, pair),
    ...faultsOfPath(right, left, pair),
  ];
}

function faultsOf({ name, driver, peerConnection, failures }: SimulatedSide): string[] {
  const { phase, needed, remote, local } = driver.state;
  const checks: [boolean, string][] = [
    [failures.length === 0, `reported ${failures.map(({ reason }) => reason).join(', ')}`],
    [phase.name === 'stable', `is ${phase.name}`],
    [peerConnection.signalingState === 'stable', `has a peer connection that is ${peerConnection.signalingState}`],
    [!needed && !peerConnection.isNegotiationNeeded, 'still needs to negotiate'],
    [remote.held.length === 0, 'still holds candidates'],
    [local.early.length === 0, 'has candidates that it never sent'],
  ];
  return checks.filter(([holds]) => !holds).map(([, fault]) => `${name} ${fault}`);
}

/**
 * What `from` gathered for the credentials in use must be known to `to`, in its order and the end last; where messages
 * were lost in any order, unless the two were connected by the same credentials already.
 */
function faultsOfPath(
  from: SimulatedSide,
  to: SimulatedSide,
  { losesMessages, wereConnected }: SimulatedPair,
): string[] {
  const fragment = from.peerConnection.currentLocal?.fragment;
  if (fragment !== to.peerConnection.currentRemote?.fragment)
    return [`${to.name} has other credentials of ${from.name}`];
  const ofFragment = (entry: string) => entry.startsWith(`${fragment} `);
  const told = [...new Set(from.peerConnection.gathering.told.filter(ofFragment))];
  const added = to.peerConnection.added.filter(ofFragment);
  if (wereConnected && fragment === from.peerConnection.firstFragment) return [];
  const inOrder = (entries: string[]) => (losesMessages ? entries.toSorted() : entries).join();
  return inOrder(told) === inOrder(added)
    ? []
    : [`${to.name} has not the candidates of ${from.name}: ${added} for ${told}`];
}
