import { describe } from 'vitest';
import { peerConnectionRules, type RuledPeerConnection } from './peer-connection-rules.ts';
import { SeededRandom } from './seeded-random.ts';
import { SimulatedPeerConnection } from './simulated-peer-connection.ts';

describe('the simulated peer connection', () => {
  let made = 0;

  peerConnectionRules({
    create() {
      made += 1;
      const options = { random: new SeededRandom(made), endOfCandidates: 'null' } as const;
      const peerConnection = new SimulatedPeerConnection(`pc${made}`, options);
      peerConnection.want();
      keepGoing(peerConnection);
      return peerConnection as unknown as RuledPeerConnection;
    },
    want: (peerConnection) => (peerConnection as unknown as SimulatedPeerConnection).want(),
    settle: () => new Promise((resolve) => setTimeout(resolve, 5)),
  });
});

/** Does what can be done, whenever something can, in the order in which it came about. */
function keepGoing(peerConnection: SimulatedPeerConnection): void {
  const timer = setInterval(() => peerConnection.actions()[0]?.());
  timer.unref();
}
