import { describe, expect, it } from 'vitest';
import { follow } from './follow.ts';
import { away, heartbeat, resumeElsewhere, SESSION, unknown } from './testing/responses.ts';

const place = {
  session: SESSION,
  resumeToken: 'r',
  heartbeatIntervalMs: 5_000,
  epoch: 'e',
  position: 7,
  needsWelcome: false,
};

describe('what a response is to who has seen position 7', () => {
  it.each([
    ['the event after it', away(8, 7), 'next'],
    ['one after it, with others left out between', away(20, 7), 'next'],
    ['one of a later contract after it', unknown({ position: 8, previous: 7 }), 'next'],
    ['the same event once more', away(7, 5), 'known'],
    ['an older one', away(5, 3), 'known'],
    ['one behind another that was not seen', away(20, 8), 'gap'],
    ['one behind an older one, as if the last were not there', away(8, 5), 'gap'],
    ['one of another epoch', away(8, 7, 'other'), 'gap'],
    ['a heartbeat', heartbeat(1), 'aside'],
    ['a heartbeat on a stream that is behind', heartbeat(1, { position: 5, previous: 5 }), 'aside'],
    ['a heartbeat that knows of more', heartbeat(1, { position: 9, previous: 9 }), 'gap'],
    ['a heartbeat of another epoch', heartbeat(1, { epoch: 'other' }), 'gap'],
    ['the request to resume elsewhere', resumeElsewhere(), 'aside'],
  ])('%s', (_name, response, expected) => {
    expect(follow(place, response)).toBe(expected);
  });
});
