import type { CoverageTable } from './coverage-table.ts';

const IN_ROOM = [
  'participantJoined',
  'participantUpdated',
  'participantAway',
  'participantReturned',
  'participantLeft',
  'signalReceived',
  'rosterSettled',
].map((kind) => `received ${kind}`);

const RECEIVED = ['received welcome', 'received resumed', 'received heartbeat', ...IN_ROOM, 'received resumeElsewhere'];

/** What a stream mostly has in hand when it is let go. */
const OFTEN_IN_HAND = ['received participantJoined', 'received signalReceived'];

function without(all: readonly string[], those: readonly string[]): string[] {
  return all.filter((each) => !those.includes(each));
}

const ENDS_OF_SENDS = ['acknowledged', 'send-failed', 'send-slow'];

export const SESSIONS: CoverageTable = {
  title: 'How often a session in each state met each input',
  states: ['idle', 'entering', 'open', 'resuming', 'moving', 'suspended', 'departing', 'closed'],
  inputs: [
    'open',
    ...RECEIVED,
    'stream-ended',
    'silent',
    'retry-due',
    'overdue',
    'say',
    ...ENDS_OF_SENDS,
    'nudge',
    'suspect',
    'hide',
    'show',
    'leave',
    'fault',
  ],
  impossible: [
    {
      states: ['entering', 'open', 'resuming', 'moving', 'suspended', 'departing', 'closed'],
      inputs: ['open'],
      why: 'a session is opened once',
    },
    {
      states: ['idle', 'entering', 'open', 'resuming', 'moving', 'suspended', 'departing', 'closed'],
      inputs: ['fault'],
      why: 'nothing in the client is broken',
    },
    {
      states: ['idle'],
      inputs: [...RECEIVED, 'stream-ended', 'silent', 'retry-due', 'overdue', 'say', ...ENDS_OF_SENDS, 'suspect'],
      why: 'nothing has begun, and nobody is there to say anything',
    },
    {
      states: ['entering'],
      inputs: ['received resumed', 'overdue', 'say', ...ENDS_OF_SENDS, 'suspect'],
      why: 'who has no place yet is welcomed to one, and has neither links nor anything to say or to miss',
    },
    { states: ['open'], inputs: ['retry-due', 'overdue'], why: 'nothing is tried' },
    { states: ['moving'], inputs: ['overdue'], why: 'the old stream goes on' },
    { states: ['suspended'], inputs: ['hide'], why: 'a page goes away once until it is shown' },
    {
      states: ['suspended', 'departing', 'closed'],
      inputs: ['retry-due', 'overdue'],
      why: 'their timers are let go',
    },
    {
      states: ['departing', 'closed'],
      inputs: ['say', 'nudge', 'suspect', 'hide', 'show', 'leave'],
      why: 'the call has let go of its session',
    },
  ],
  rare: [
    {
      states: ['entering', 'resuming'],
      inputs: ['received heartbeat', ...without(IN_ROOM, OFTEN_IN_HAND), 'received resumeElsewhere'],
      why: 'a stream that was let go brings what it had in hand',
    },
    {
      states: ['suspended', 'departing', 'closed'],
      inputs: ['received heartbeat', ...IN_ROOM, 'received resumeElsewhere'],
      why: 'so does it here',
    },
    {
      states: ['open', 'suspended', 'closed'],
      inputs: ['received welcome', 'received resumed'],
      why: 'so does one that was being opened',
    },
    { states: ['moving'], inputs: ['received welcome'], why: 'the rooms were lost since the server asked to be left' },
    { states: ['moving'], inputs: ['received resumeElsewhere'], why: 'a server asks once, and then the next one' },
    { states: ['suspended', 'closed'], inputs: ['silent'], why: 'a timer that ran out at the same time' },
    {
      states: ['resuming', 'suspended', 'departing', 'closed'],
      inputs: ['acknowledged', 'send-slow'],
      why: 'a send that was let go ends otherwise than by failing',
    },
    { states: ['departing'], inputs: ['send-failed'], why: 'a send that was let go ends' },
    { states: ['moving'], inputs: ['show'], why: 'the page went away before its session had begun' },
    { states: ['suspended'], inputs: ['suspect'], why: 'a page that stands still listens to no path' },
  ],
};

const PHASES = [
  'stable',
  'making-offer',
  'have-local-offer',
  'applying-answer',
  'applying-remote-offer',
  'making-answer',
] as const;

const NEGOTIATION_EVENTS = [
  'negotiation-needed',
  'local-description-set',
  'remote-description-set',
  'refused',
  'candidate-refused',
  'local-candidate',
  'remote offer',
  'remote answer',
  'remote-candidate',
  'say-again',
  'close',
];

export const NEGOTIATIONS: CoverageTable = {
  title: 'How often a negotiation in each phase met each event',
  states: [...PHASES, 'failed', 'closed'],
  inputs: NEGOTIATION_EVENTS,
  impossible: [
    { states: PHASES, inputs: ['refused', 'candidate-refused'], why: 'a browser refuses nothing that fits' },
    { states: ['failed'], inputs: NEGOTIATION_EVENTS, why: 'so no negotiation fails' },
    { states: ['closed'], inputs: NEGOTIATION_EVENTS, why: 'a closed one listens to nothing' },
    {
      states: ['stable', 'have-local-offer', 'applying-answer'],
      inputs: ['local-description-set'],
      why: 'no description is being made',
    },
    {
      states: ['stable', 'making-offer', 'have-local-offer', 'making-answer'],
      inputs: ['remote-description-set'],
      why: 'no description is being set',
    },
    {
      states: ['making-offer', 'have-local-offer'],
      inputs: ['negotiation-needed'],
      why: 'a browser asks when it is stable (W3C webrtc-pc, 4.7.3)',
    },
  ],
  rare: [
    {
      states: ['applying-answer', 'applying-remote-offer', 'making-answer'],
      inputs: ['negotiation-needed'],
      why: 'a browser is stable a moment before that is known, and until an offer is set',
    },
    {
      states: ['applying-remote-offer'],
      inputs: ['local-description-set'],
      why: 'an offer that was given up while it was made is set all the same',
    },
  ],
};

export const RECOVERIES: CoverageTable = {
  title:
    'How often a pair in each state met each event (of the requests of the other end those for what was not there)',
  states: ['starting', 'watching', 'abandoned', 'replacing', 'waiting'],
  inputs: ['works', 'stalled', 'failed', 'closed', 'agreed', 'proven', 'spoiled', 'asked', 'nudge', 'timer'],
  impossible: [
    {
      states: ['starting', 'watching', 'abandoned', 'waiting'],
      inputs: ['proven', 'spoiled'],
      why: 'there is no successor',
    },
    { states: ['watching', 'abandoned'], inputs: ['agreed'], why: 'what works or has worked was agreed on' },
    { states: ['watching'], inputs: ['timer'], why: 'nothing is waited for' },
    {
      states: ['abandoned'],
      inputs: ['works', 'stalled', 'failed', 'closed'],
      why: 'a link that is closed says nothing more',
    },
  ],
  rare: [
    { states: ['starting'], inputs: ['stalled', 'failed'], why: 'it is given up before a browser says so' },
    { states: ['watching'], inputs: ['failed'], why: 'neither word nor bytes come long before ICE fails' },
    { states: ['abandoned'], inputs: ['asked'], why: 'the other end knows why it has closed the link' },
    {
      states: ['waiting'],
      inputs: ['stalled', 'failed', 'closed', 'agreed'],
      why: 'a link that is lost may still change, while its successor has just been given up',
    },
  ],
};

export const EVENTS: CoverageTable = {
  title: 'How often the rooms had each event',
  states: ['the room'],
  inputs: ['joined', 'updated', 'away', 'returned', 'left', 'released', 'attached', 'settled', 'signal'],
  impossible: [],
  rare: [],
};
