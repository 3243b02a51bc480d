/** How many bytes have come over each candidate pair of a connection, by the id of its statistics. */
export type ReceivedBytes = ReadonlyMap<string, number>;

/** Asks the browser; null where it refuses, from which nothing follows: bytes may have come or not. */
export async function receivedBytes(
  peerConnection: Pick<RTCPeerConnection, 'getStats'>,
): Promise<ReceivedBytes | null> {
  try {
    return countedIn(await peerConnection.getStats());
  } catch {
    return null;
  }
}

function countedIn(report: RTCStatsReport): ReceivedBytes {
  const received = new Map<string, number>();
  for (const stats of report.values()) {
    // RTCIceCandidatePairStats.bytesReceived (W3C webrtc-stats, 8.18).
    if (stats.type === 'candidate-pair') received.set(stats.id, stats.bytesReceived ?? 0);
  }
  return received;
}

/** Whether anything has come meanwhile, over whichever pair. Pairs that are no more say nothing. */
export function haveGrown(before: ReceivedBytes, now: ReceivedBytes): boolean {
  return [...now].some(([pair, bytes]) => bytes > (before.get(pair) ?? 0));
}
