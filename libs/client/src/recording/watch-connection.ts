import type { Clock } from '../ports/clock.ts';
import type { CandidatePair, CallHappening, OfLink } from './call-event.ts';
import { candidatePairs, changedPairs } from './candidate-pairs.ts';
import { watchFirstMedia } from './first-media.ts';

export interface ConnectionWatchOptions {
  /** Only read, never changed. */
  readonly peerConnection: RTCPeerConnection;
  /** Whose link it is. */
  readonly link: OfLink;
  readonly clock: Clock;
  /** Ends the watch. */
  readonly signal: AbortSignal;
  tell(happening: CallHappening): void;
  /** Whether anybody listens: asking the browser for its pairs is for them alone. */
  isHeard(): boolean;
}

/**
 * Tells what happens in a peer connection, from outside. Returns what looks at
 * its candidate pairs: browsers have no event for those. It also looks by itself
 * when checks begin or end, if somebody listens.
 */
export function watchConnection(options: ConnectionWatchOptions): () => void {
  const { peerConnection, link, clock, signal, tell, isHeard } = options;
  const look = pairLook(options);
  const on = <Type extends keyof RTCPeerConnectionEventMap>(
    type: Type,
    listener: (event: RTCPeerConnectionEventMap[Type]) => void,
  ) => peerConnection.addEventListener(type, listener, { signal });

  on('signalingstatechange', () => {
    tell({ type: 'connection', ...link, part: 'signaling', state: peerConnection.signalingState });
    watchTransport();
  });
  on('icegatheringstatechange', () =>
    tell({ type: 'connection', ...link, part: 'gathering', state: peerConnection.iceGatheringState }),
  );
  on('iceconnectionstatechange', () => {
    tell({ type: 'connection', ...link, part: 'ice', state: peerConnection.iceConnectionState });
    if (isHeard()) look();
  });
  on('connectionstatechange', () =>
    tell({ type: 'connection', ...link, part: 'whole', state: peerConnection.connectionState }),
  );
  on('icecandidateerror', ({ url, errorCode, errorText }) =>
    tell({ type: 'candidate-error', ...link, url, code: errorCode, text: errorText }),
  );
  on('track', ({ receiver }) => watchFirstMedia({ receiver, link, clock, signal, tell }));

  // With max-bundle there is one; it is another when an offer was taken back.
  const watched = new Set<RTCDtlsTransport>();
  const watchTransport = () => {
    const transport = peerConnection.getTransceivers()[0]?.sender.transport ?? peerConnection.sctp?.transport;
    if (!transport || watched.has(transport)) return;
    watched.add(transport);
    const told = () => tell({ type: 'connection', ...link, part: 'dtls', state: transport.state });
    if (transport.state !== 'new') told();
    transport.addEventListener('statechange', told, { signal });
  };
  return look;
}

function pairLook({ peerConnection, link, signal, tell }: ConnectionWatchOptions): () => void {
  const known = new Map<string, CandidatePair>();
  return async () => {
    // A connection that is being closed may refuse.
    const report = await peerConnection.getStats().catch(() => null);
    if (report === null || signal.aborted) return;
    for (const pair of changedPairs(known, candidatePairs(report))) {
      known.set(pair.id, pair);
      tell({ type: 'pair', ...link, pair });
    }
  };
}
