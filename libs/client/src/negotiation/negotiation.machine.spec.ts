import { expect, test } from 'vitest';
import { createNegotiation, transition } from './negotiation.machine.ts';
import type { NegotiationEffect, NegotiationEvent, NegotiationState } from './negotiation.state.ts';
import { MAX_HELD_CANDIDATES } from './remote-candidates.ts';

const offer = { type: 'offer', sdp: 'a=ice-ufrag:o\r\n', media: [{ mid: '0', source: 1 }] } as const;
const answer = { type: 'answer', sdp: 'a=ice-ufrag:a\r\n', media: [] } as const;

const needed: NegotiationEvent = { type: 'negotiation-needed' };
const close: NegotiationEvent = { type: 'close' };
const remoteOffer = (id: string): NegotiationEvent => ({ type: 'remote-description', id, description: offer });
const remoteAnswer = (id: string): NegotiationEvent => ({ type: 'remote-description', id, description: answer });
const offerSet = (run: number): NegotiationEvent => ({ type: 'local-description-set', run, description: offer });
const answerSet = (run: number): NegotiationEvent => ({ type: 'local-description-set', run, description: answer });
const remoteSet = (run: number): NegotiationEvent => ({ type: 'remote-description-set', run });
const refused = (run: number): NegotiationEvent => ({ type: 'refused', run, message: 'no' });
const buildsOn = (id: string, after: string): NegotiationEvent => ({
  type: 'remote-description',
  id,
  description: { ...offer, after },
});
const again: NegotiationEvent = { type: 'say-again', offer, answer, isConnected: false };
const againConnected: NegotiationEvent = { ...again, isConnected: true };
const remoteCandidate = (id: string): NegotiationEvent => ({ type: 'remote-candidate', id, candidate: null });

function run(polite: boolean, events: readonly NegotiationEvent[]) {
  let state: NegotiationState = createNegotiation({ polite, idPrefix: 'x' });
  let last: readonly NegotiationEffect[] = [];
  for (const event of events) ({ state, effects: last } = transition(state, event));
  return { state, phase: state.phase.name, effects: last.map(summary) };
}

function summary(effect: NegotiationEffect): string {
  switch (effect.type) {
    case 'send':
      return `send ${effect.message.type === 'description' ? effect.message.description.type : 'candidate'} ${effect.message.id}`;
    case 'add-candidate':
      return `add ${effect.id}`;
    case 'restart-ice':
      return 'restart ICE';
    case 'report':
      return `report ${effect.failure.reason}`;
    case 'set-remote-description':
      return `set remote ${effect.description.type} ${effect.run}`;
    case 'create-and-set-local-offer':
      return `make offer ${effect.run}`;
    case 'create-and-set-local-answer':
      return `make answer ${effect.run}`;
  }
}

const offering = [needed];
const offered = [...offering, offerSet(1)];
const answered = [...offered, remoteAnswer('x1')];
const agreed = [...answered, remoteSet(2)];
const applying = [remoteOffer('y1')];
const answering = [...applying, remoteSet(1)];

interface Row {
  readonly when: string;
  readonly after: readonly NegotiationEvent[];
  readonly phase: NegotiationState['phase']['name'];
  readonly effects: readonly string[];
  /** Where it matters. */
  readonly polite?: boolean;
}

const rows: readonly Row[] = [
  { when: 'a negotiation is needed', after: offering, phase: 'making-offer', effects: ['make offer 1'] },
  { when: 'the offer is made', after: offered, phase: 'have-local-offer', effects: ['send offer x1'] },
  { when: 'the answer comes', after: answered, phase: 'applying-answer', effects: ['set remote answer 2'] },
  { when: 'the answer is set', after: agreed, phase: 'stable', effects: [] },
  { when: 'another is needed', after: [...agreed, needed], phase: 'making-offer', effects: ['make offer 3'] },
  { when: 'an offer comes', after: applying, phase: 'applying-remote-offer', effects: ['set remote offer 1'] },
  { when: 'the offer is set', after: answering, phase: 'making-answer', effects: ['make answer 2'] },
  { when: 'it is answered', after: [...answering, answerSet(2)], phase: 'stable', effects: ['send answer y1'] },

  // Collisions.
  {
    when: 'an offer meets one being made',
    polite: true,
    after: [...offering, remoteOffer('y1')],
    phase: 'applying-remote-offer',
    effects: ['set remote offer 2'],
  },
  {
    when: 'an offer meets one that is out',
    polite: true,
    after: [...offered, remoteOffer('y1')],
    phase: 'applying-remote-offer',
    effects: ['set remote offer 2'],
  },
  {
    when: 'an offer meets one being made',
    polite: false,
    after: [...offering, remoteOffer('y1')],
    phase: 'making-offer',
    effects: [],
  },
  {
    when: 'an offer meets one that is out',
    polite: false,
    after: [...offered, remoteOffer('y1')],
    phase: 'have-local-offer',
    effects: [],
  },
  {
    when: 'an abandoned offer is made after all',
    polite: true,
    after: [...offering, remoteOffer('y1'), offerSet(1)],
    phase: 'applying-remote-offer',
    effects: [],
  },
  {
    when: 'an abandoned offer is refused',
    polite: true,
    after: [...offering, remoteOffer('y1'), refused(1)],
    phase: 'applying-remote-offer',
    effects: [],
  },
  {
    when: 'an abandoned offer is answered',
    polite: true,
    after: [...offered, remoteOffer('y1'), remoteAnswer('x1')],
    phase: 'applying-remote-offer',
    effects: [],
  },
  {
    when: 'an ignored offer has candidates',
    polite: false,
    after: [...offered, remoteOffer('y1'), remoteCandidate('y1')],
    phase: 'have-local-offer',
    effects: [],
  },

  // What only looks like a collision.
  {
    when: 'an offer comes while an answer is set',
    polite: false,
    after: [...answered, remoteOffer('y1')],
    phase: 'applying-answer',
    effects: [],
  },
  {
    when: 'and then the answer is set',
    polite: false,
    after: [...answered, remoteOffer('y1'), remoteSet(2)],
    phase: 'applying-remote-offer',
    effects: ['set remote offer 3'],
  },
  {
    when: 'an offer comes while another is answered',
    after: [...answering, remoteOffer('y2'), answerSet(2)],
    phase: 'applying-remote-offer',
    effects: ['send answer y1', 'set remote offer 3'],
  },
  {
    when: 'of two that wait, the newer is taken',
    after: [...applying, remoteOffer('y2'), remoteOffer('y3'), remoteCandidate('y2')],
    phase: 'applying-remote-offer',
    effects: [],
  },

  // What is needed meanwhile.
  {
    when: 'a negotiation is needed while one is under way',
    after: [...applying, needed],
    phase: 'applying-remote-offer',
    effects: [],
  },
  {
    when: 'and then it is done',
    after: [...answering, needed, answerSet(2)],
    phase: 'making-offer',
    effects: ['send answer y1', 'make offer 3'],
  },
  {
    when: 'an offer waits too, it goes first',
    after: [...answered, needed, remoteOffer('y1'), remoteSet(2)],
    phase: 'applying-remote-offer',
    effects: ['set remote offer 3'],
  },

  // Answers to nothing.
  { when: 'an answer comes out of nowhere', after: [remoteAnswer('x1')], phase: 'stable', effects: [] },
  {
    when: 'an answer is to another offer',
    after: [...offered, remoteAnswer('x0')],
    phase: 'have-local-offer',
    effects: [],
  },
  { when: 'an answer comes twice', after: [...answered, remoteAnswer('x1')], phase: 'applying-answer', effects: [] },
  { when: 'the end of another run is told', after: [...answered, remoteSet(1)], phase: 'applying-answer', effects: [] },

  // Candidates.
  { when: 'a candidate comes before its description', after: [remoteCandidate('y1')], phase: 'stable', effects: [] },
  {
    when: 'and then its description is set',
    after: [remoteCandidate('y1'), remoteOffer('y1'), remoteSet(1)],
    phase: 'making-answer',
    effects: ['add y1', 'make answer 2'],
  },
  {
    when: 'a candidate comes after it',
    after: [...agreed, remoteCandidate('x1')],
    phase: 'stable',
    effects: ['add x1'],
  },
  {
    when: 'a candidate is refused',
    after: [...agreed, { type: 'candidate-refused', id: 'x1', message: 'no' }],
    phase: 'stable',
    effects: ['report candidate-refused'],
  },
  {
    when: 'a candidate is refused that nobody wants',
    after: [...agreed, { type: 'candidate-refused', id: 'x0', message: 'no' }],
    phase: 'stable',
    effects: [],
  },
  {
    when: 'too many candidates come too early',
    after: Array.from({ length: MAX_HELD_CANDIDATES + 1 }, () => remoteCandidate('y1')),
    phase: 'failed',
    effects: ['report too-many-held-candidates'],
  },

  // What may be lost.
  { when: 'nothing has begun and some is lost', after: [again], phase: 'stable', effects: [] },
  { when: 'an offer being made is not lost', after: [...offering, again], phase: 'making-offer', effects: [] },
  {
    when: 'an offer may be lost',
    after: [...offered, again],
    phase: 'have-local-offer',
    effects: ['send offer x1'],
  },
  {
    when: 'its answer comes to its first saying',
    after: [...offered, again, remoteAnswer('x1')],
    phase: 'applying-answer',
    effects: ['set remote answer 2'],
  },
  {
    when: 'its answer was lost, and the other side has offered since',
    after: [...offered, buildsOn('y1', 'x1')],
    phase: 'have-local-offer',
    effects: [],
  },
  {
    when: 'and then the answer comes again',
    after: [...offered, buildsOn('y1', 'x1'), remoteAnswer('x1'), remoteSet(2)],
    phase: 'applying-remote-offer',
    effects: ['set remote offer 3'],
  },
  {
    when: 'candidates of an answer that is being set may be lost',
    after: [...answered, again],
    phase: 'applying-answer',
    effects: ['restart ICE'],
  },
  {
    when: 'candidates of an agreement may be lost',
    after: [...agreed, again],
    phase: 'stable',
    effects: ['restart ICE'],
  },
  { when: 'all is agreed and connected', after: [...agreed, againConnected], phase: 'stable', effects: [] },
  {
    when: 'an answer may be lost',
    after: [...answering, answerSet(2), again],
    phase: 'stable',
    effects: ['send answer y1'],
  },
  {
    when: 'an offer and the answer before it may be lost',
    after: [...answering, answerSet(2), needed, offerSet(3), again],
    phase: 'have-local-offer',
    effects: ['send answer y1', 'send offer x1'],
  },
  {
    when: 'an offer shows that the answer before it came',
    after: [...answering, answerSet(2), buildsOn('y2', 'y1'), remoteSet(3), answerSet(4), again],
    phase: 'stable',
    effects: ['send answer y2'],
  },
  {
    when: 'an answer shows that the one before it came',
    after: [...answering, answerSet(2), needed, offerSet(3), remoteAnswer('x1'), remoteSet(4), againConnected],
    phase: 'stable',
    effects: [],
  },
  {
    when: 'an offer comes again that was answered',
    after: [...answering, answerSet(2), remoteOffer('y1')],
    phase: 'applying-remote-offer',
    effects: ['set remote offer 3'],
  },
  {
    when: 'an offer comes again that was answered, and one of our own is out',
    after: [...answering, answerSet(2), needed, offerSet(3), remoteOffer('y1')],
    phase: 'have-local-offer',
    effects: [],
  },
  {
    when: 'an offer comes again while it is answered',
    after: [...answering, remoteOffer('y1'), remoteOffer('y1'), remoteCandidate('y1'), answerSet(2)],
    phase: 'applying-remote-offer',
    effects: ['send answer y1', 'set remote offer 3'],
  },
  { when: 'a failed one is asked to say again', after: [...offering, refused(1), again], phase: 'failed', effects: [] },

  // The end.
  {
    when: 'an offer cannot be made',
    after: [...offering, refused(1)],
    phase: 'failed',
    effects: ['report offer-not-made'],
  },
  {
    when: 'an answer cannot be made',
    after: [...answering, refused(2)],
    phase: 'failed',
    effects: ['report answer-not-made'],
  },
  {
    when: 'an offer is refused',
    after: [...applying, refused(1)],
    phase: 'failed',
    effects: ['report remote-offer-refused'],
  },
  {
    when: 'an answer is refused',
    after: [...answered, refused(2)],
    phase: 'failed',
    effects: ['report remote-answer-refused'],
  },
  {
    when: 'something comes after a failure',
    after: [...offering, refused(1), remoteOffer('y1')],
    phase: 'failed',
    effects: [],
  },
  { when: 'a failed one is closed', after: [...offering, refused(1), close], phase: 'closed', effects: [] },
  { when: 'something comes after the close', after: [...offering, close, offerSet(1)], phase: 'closed', effects: [] },
];

test.each(
  rows.flatMap((row) =>
    (row.polite === undefined ? [true, false] : [row.polite]).map((polite) => ({ ...row, polite })),
  ),
)('when $when (polite: $polite): $phase', ({ after, polite, phase, effects }) => {
  expect(run(polite, after)).toMatchObject({ phase, effects });
});

test('both ends of an exchange call it by the same id', () => {
  expect(run(true, agreed).state.agreedId).toBe('x1');
  expect(run(true, [...answering, answerSet(2)]).state.agreedId).toBe('y1');
});

test('what the offer says of its media is at hand when it is answered', () => {
  const { effects } = transition(run(true, applying).state, remoteSet(1));
  expect(effects).toContainEqual({ type: 'create-and-set-local-answer', run: 2, media: offer.media });
});

test('a state is never changed in place', () => {
  const { state } = run(true, offered);
  const before = structuredClone(state);
  transition(state, remoteOffer('y1'));
  expect(state).toEqual(before);
});
