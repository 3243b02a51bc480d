import type { CallPage } from './call-page.ts';

/** The path that a link uses, as its own end sees it. */
export interface SelectedPath {
  readonly local: RTCIceCandidateType;
  readonly remote: RTCIceCandidateType;
  /** The local candidate's address. */
  readonly localAddress: string;
  /** The remote candidate's address. */
  readonly remoteAddress: string;
  /** How the client speaks to its TURN server; null where its own candidate is not relayed. */
  readonly relayProtocol: 'udp' | 'tcp' | 'tls' | null;
}

/** The paths of the page's connected links. */
export function selectedPaths({ page }: CallPage): Promise<readonly SelectedPath[]> {
  return page.evaluate(async () => {
    const connected = window.peerConnections.filter(({ connectionState }) => connectionState === 'connected');
    const paths = connected.map(async (connection) => {
      const stats = await connection.getStats();
      const entries = [...stats.values()];
      const transport = entries.find(({ type }) => type === 'transport');
      const isUsed = ({ type, nominated, selected }: (typeof entries)[number]) =>
        type === 'candidate-pair' && (selected ?? nominated);
      // Firefox has no selectedCandidatePairId, and marks the pair.
      const pair = stats.get(transport?.selectedCandidatePairId) ?? entries.find(isUsed);
      const [local, remote] = [stats.get(pair?.localCandidateId), stats.get(pair?.remoteCandidateId)];
      return {
        local: local?.candidateType,
        remote: remote?.candidateType,
        localAddress: String(local?.address),
        remoteAddress: String(remote?.address),
        relayProtocol: local?.relayProtocol ?? null,
      };
    });
    return Promise.all(paths);
  });
}
