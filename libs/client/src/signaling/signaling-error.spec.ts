import { RpcError } from '@protobuf-ts/runtime-rpc';
import { ErrorCode } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { CallError } from '../errors/call-error.ts';
import { toCallError } from './signaling-error.ts';
import { failure } from './testing/failure.ts';

const whenCut = new CallError('connection-lost', 'The connection was lost.');

describe('the error of a signaling call', () => {
  const CODES = Object.values(ErrorCode).filter((code): code is ErrorCode => typeof code === 'number');

  it.each(CODES)('has a code of its own for contract code %i', (code) => {
    const error = toCallError(failure({ code, message: 'Because.' }), whenCut);
    expect(error).toBeInstanceOf(CallError);
    expect(error.message).toBe('Because.');
    expect(error.code).toBeTypeOf('string');
  });

  it.each([
    [ErrorCode.ROOM_FULL, 'room-full'],
    [ErrorCode.SESSION_UNKNOWN, 'session-ended'],
    [ErrorCode.SEQUENCE_GAP, 'session-ended'],
    [ErrorCode.SHUTTING_DOWN, 'server-stopping'],
    [ErrorCode.STORE_UNAVAILABLE, 'store-unavailable'],
    [ErrorCode.SUPERSEDED, 'superseded'],
    [99 as ErrorCode, 'internal'],
  ])('is for code %i "%s", retryable when the server says so', (code, expected) => {
    expect(toCallError(failure({ code, retryable: true }), whenCut)).toMatchObject({ code: expected, retryable: true });
    expect(toCallError(failure({ code }), whenCut)).toMatchObject({ retryable: false });
  });

  it('without a detail means that the way to the server was cut', () => {
    const thrown = new RpcError('network error', 'INTERNAL');
    expect(toCallError(thrown, whenCut)).toMatchObject({ code: 'connection-lost', cause: thrown, retryable: true });
  });

  it('is a fault of ours for anything else', () => {
    expect(toCallError(new TypeError('oops'), whenCut)).toMatchObject({ code: 'internal', message: 'oops' });
  });
});
