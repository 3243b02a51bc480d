import { expect, test, vi } from 'vitest';
import { NegotiationDriver, type NegotiationDriverOptions } from './negotiation.driver.ts';
import type { NegotiationFailure } from './negotiation-failure.ts';
import type { NegotiationMessage } from './negotiation-message.ts';
import { SeededRandom } from '../testing/seeded-random.ts';
import {
  fromSessionDescription,
  type SimulatedDescription,
  toSessionDescription,
} from '../testing/peer-connection/simulated-description.ts';
import { SimulatedPeerConnection } from '../testing/peer-connection/simulated-peer-connection.ts';

function start(overrides: Partial<NegotiationDriverOptions> = {}) {
  const peerConnection = new SimulatedPeerConnection('L', { random: new SeededRandom(1), endOfCandidates: 'empty' });
  const sent: NegotiationMessage[] = [];
  const failures: NegotiationFailure[] = [];
  const driver = new NegotiationDriver({
    peerConnection: peerConnection.asPeerConnection,
    media: { describe: () => [{ mid: '0', source: 1 }], prepareAnswer: async () => {} },
    polite: true,
    idPrefix: 'L',
    send: (message) => sent.push(message),
    report: (failure) => failures.push(failure),
    changed: () => {},
    ...overrides,
  });
  return { driver, peerConnection, sent, failures };
}

/** Does all that the peer connection has to do, in order. */
async function settle(peerConnection: SimulatedPeerConnection): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setImmediate(resolve));
    const [next] = peerConnection.actions();
    if (next === undefined) return;
    next.run();
  }
}

const remote: SimulatedDescription = {
  type: 'offer',
  fragment: 'r',
  serial: 'R1',
  revision: 0,
  answers: '',
  base: '',
  sections: [],
  candidates: [],
  endOfCandidates: false,
};
const { sdp = '' } = toSessionDescription(remote);
const remoteOffer: NegotiationMessage = {
  type: 'description',
  id: 'R1',
  description: { type: 'offer', sdp, media: [{ mid: '7', source: 2 }] },
};

test('the offer goes out with its media, then the candidates, then one end of them', async () => {
  const { peerConnection, sent, driver } = start();
  peerConnection.want();
  await settle(peerConnection);
  expect(driver.state.phase).toEqual({ name: 'have-local-offer', id: 'L1', next: null });
  const [description, ...candidates] = sent;
  expect(description).toMatchObject({
    type: 'description',
    id: 'L1',
    description: { media: [{ mid: '0', source: 1 }] },
  });
  expect(candidates.length).toBeGreaterThan(1);
  expect(candidates.every((each) => each.type === 'candidate' && each.id === 'L1')).toBe(true);
  const ends = candidates.filter((each) => each.type === 'candidate' && each.candidate === null);
  expect(ends).toEqual([candidates.at(-1)]);
});

test('what is unanswered is said again as it was, with its media and the candidates found since', async () => {
  const { peerConnection, sent, driver } = start();
  peerConnection.want();
  await settle(peerConnection);
  const [first, ...candidates] = sent.splice(0);
  driver.sayAgain({ isConnected: false });
  const [again, end, ...more] = sent;
  expect(again).toMatchObject({ type: 'description', id: 'L1', description: { media: [{ mid: '0', source: 1 }] } });
  const lines = (message?: NegotiationMessage) =>
    message?.type === 'description' ? message.description.sdp.match(/^a=candidate/gm) : null;
  expect(lines(first)).toBeNull();
  expect(lines(again)).toHaveLength(candidates.length - 1);
  expect(end).toEqual({ type: 'candidate', id: 'L1', candidate: null });
  expect(more).toEqual([]);
});

test('an agreement that has connected nobody is replaced by an ICE restart, by whoever offered it', async () => {
  const { peerConnection, sent, driver } = start();
  driver.receive(remoteOffer);
  await settle(peerConnection);
  const before = sent.length;
  driver.sayAgain({ isConnected: false });
  await settle(peerConnection);
  expect(peerConnection.signalingState).toBe('stable');
  expect(sent.slice(before)[0]).toMatchObject({ id: 'R1', description: { type: 'answer' } });

  peerConnection.want();
  await settle(peerConnection);
  const [offer] = sent.slice(-1);
  const answers = fromSessionDescription(peerConnection.localDescription ?? { type: 'offer' }).serial;
  const { sdp: answer = '' } = toSessionDescription({ ...remote, type: 'answer', serial: 'R2', answers });
  driver.receive({ type: 'description', id: offer?.id ?? '', description: { type: 'answer', sdp: answer, media: [] } });
  await settle(peerConnection);
  driver.sayAgain({ isConnected: true });
  await settle(peerConnection);
  expect(peerConnection.signalingState).toBe('stable');
  driver.sayAgain({ isConnected: false });
  await settle(peerConnection);
  expect(peerConnection.signalingState).toBe('have-local-offer');
});

test('the media of an offer are attached to before the answer is made', async () => {
  const prepareAnswer = vi.fn(async () => expect(peerConnection.signalingState).toBe('have-remote-offer'));
  const { driver, peerConnection, sent, failures } = start({ media: { describe: () => [], prepareAnswer } });
  driver.receive(remoteOffer);
  await settle(peerConnection);
  expect(prepareAnswer).toHaveBeenCalledExactlyOnceWith([{ mid: '7', source: 2 }]);
  expect(sent[0]).toMatchObject({ type: 'description', id: 'R1', description: { type: 'answer', media: [] } });
  expect(failures).toEqual([]);
});

test('what the browser refuses is reported with what it said, and ends the negotiation', async () => {
  const { driver, peerConnection, failures } = start();
  driver.receive({ ...remoteOffer, description: { type: 'offer', sdp: 'nonsense', media: [] } });
  await settle(peerConnection);
  const failure = {
    reason: 'remote-offer-refused',
    negotiationId: 'R1',
    message: 'OperationError: not a description',
  };
  expect(failures).toEqual([failure]);
  expect(driver.state.phase).toEqual({ name: 'failed', failure });
});

test('a refused candidate is reported, and ends nothing', async () => {
  const { driver, peerConnection, failures } = start();
  driver.receive(remoteOffer);
  driver.receive({ type: 'candidate', id: 'R1', candidate: { candidate: 'candidate:1', usernameFragment: 'other' } });
  await settle(peerConnection);
  expect(failures).toMatchObject([{ reason: 'candidate-refused', negotiationId: 'R1' }]);
  expect(driver.state.phase.name).toBe('stable');
});

test('media that cannot be attached fail the answer', async () => {
  const prepareAnswer = () => Promise.reject(new Error('no transceiver'));
  const { driver, peerConnection, failures } = start({ media: { describe: () => [], prepareAnswer } });
  driver.receive(remoteOffer);
  await settle(peerConnection);
  expect(failures).toMatchObject([{ reason: 'answer-not-made', message: 'Error: no transceiver' }]);
});

test('an offer where an answer was due is not sent', async () => {
  const { driver, peerConnection, sent, failures } = start();
  vi.spyOn(peerConnection, 'localDescription', 'get').mockReturnValue({ type: 'offer', sdp });
  driver.receive(remoteOffer);
  await settle(peerConnection);
  expect(failures).toMatchObject([{ reason: 'answer-not-made' }]);
  expect(sent.filter(({ type }) => type === 'description')).toEqual([]);
});

test('after closing nothing is done, and nobody is told', async () => {
  const changed = vi.fn();
  const { driver, peerConnection, sent } = start({ changed });
  driver.receive(remoteOffer);
  driver.close();
  changed.mockClear();
  peerConnection.want();
  driver.receive({ ...remoteOffer, id: 'R2' });
  await settle(peerConnection);
  expect(driver.state.phase.name).toBe('closed');
  expect(peerConnection.signalingState).toBe('stable');
  expect(sent).toEqual([]);
  expect(changed).not.toHaveBeenCalled();
});

test('what a listener causes comes after what it listens to', async () => {
  const order: string[] = [];
  const { driver, peerConnection } = start({
    polite: false,
    changed: ({ phase }) => {
      order.push(phase.name);
      if (order.length === 1) driver.receive(remoteOffer);
    },
  });
  peerConnection.want();
  await settle(peerConnection);
  expect(order.slice(0, 2)).toEqual(['making-offer', 'making-offer']);
  expect(driver.state.remote.closed).toEqual(['R1']);
});
