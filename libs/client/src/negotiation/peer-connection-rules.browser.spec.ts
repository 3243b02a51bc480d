import { afterEach, describe } from 'vitest';
import { peerConnectionRules, type RuledPeerConnection } from './testing/peer-connection-rules.ts';

const open: RTCPeerConnection[] = [];

afterEach(() => {
  for (const peerConnection of open.splice(0)) peerConnection.close();
});

describe('the browser’s peer connection', () => {
  peerConnectionRules({
    create() {
      const peerConnection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
      peerConnection.createDataChannel('rules', { negotiated: true, id: 0 });
      open.push(peerConnection);
      return peerConnection;
    },
    want: (peerConnection: RuledPeerConnection) => {
      if (peerConnection instanceof RTCPeerConnection) peerConnection.addTransceiver('audio');
    },
    // An event that did not come within a tenth of a second did not come.
    settle: () => new Promise((resolve) => setTimeout(resolve, 100)),
  });
});
