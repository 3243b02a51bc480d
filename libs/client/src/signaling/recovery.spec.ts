import { ErrorCode } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { CallError } from '../errors/call-error.ts';
import { recoveryFrom } from './recovery.ts';
import { toCallError } from './signaling-error.ts';
import { failure } from './testing/failure.ts';

const whenCut = new CallError('connection-lost', 'The connection was lost.');

describe('what follows from an error in mid-call', () => {
  it.each<[keyof typeof ErrorCode, string]>([
    ['UNSPECIFIED', 'resume'],
    ['INVALID_ARGUMENT', 'end'],
    ['ROOM_FULL', 'end'],
    ['SESSION_UNKNOWN', 'renew'],
    ['SESSION_TOKEN_INVALID', 'renew'],
    ['SEQUENCE_GAP', 'renew'],
    ['MESSAGE_TOO_LARGE', 'end'],
    ['FELL_BEHIND', 'resume'],
    ['SHUTTING_DOWN', 'resume'],
    ['SERVER_BUSY', 'resume'],
    ['INTERNAL', 'resume'],
    ['STORE_UNAVAILABLE', 'resume'],
    ['SUPERSEDED', 'end'],
  ])('of %s of the contract: %s', (name, recovery) => {
    expect(recoveryFrom(toCallError(failure({ code: ErrorCode[name] }), whenCut))).toBe(recovery);
  });

  it('names every error of the contract', () => {
    expect(Object.values(ErrorCode).filter((code) => typeof code === 'number')).toHaveLength(13);
  });

  it.each<[ConstructorParameters<typeof CallError>[0], string]>([
    ['connection-lost', 'resume'],
    ['server-unreachable', 'resume'],
    ['origin-refused', 'end'],
  ])('of %s: %s', (code, recovery) => {
    expect(recoveryFrom(new CallError(code, ''))).toBe(recovery);
  });
});
