import { afterEach, describe } from 'vitest';
import { peerConnectionRules, type RuledPeerConnection } from '../../negotiation/testing/peer-connection-rules.ts';
import { SeededRandom } from '../seeded-random.ts';
import { SimulatedPeerConnection } from './simulated-peer-connection.ts';

const open: SimulatedPeerConnection[] = [];
let running: NodeJS.Immediate | undefined;

afterEach(() => {
  clearImmediate(running);
  open.splice(0);
});

/** Does whatever can be done, one thing in each turn of the event loop. */
function keepGoing(): void {
  open
    .find((each) => each.actions().length > 0)
    ?.actions()[0]
    ?.run();
  running = setImmediate(keepGoing);
}

async function settle(): Promise<void> {
  do await new Promise((resolve) => setImmediate(resolve));
  while (open.some((each) => each.actions().length > 0));
}

describe('the simulated peer connection', () => {
  peerConnectionRules({
    create() {
      const name = `pc${open.length}`;
      const peerConnection = new SimulatedPeerConnection(name, {
        random: new SeededRandom(1),
        endOfCandidates: 'null',
      });
      peerConnection.want();
      if (open.push(peerConnection) === 1) keepGoing();
      return peerConnection as unknown as RuledPeerConnection;
    },
    want: (peerConnection) => (peerConnection as unknown as SimulatedPeerConnection).want(),
    settle,
  });
});
