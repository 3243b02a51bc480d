import { type Client, type ClientDuplexStream, type ClientReadableStream, Metadata } from '@grpc/grpc-js';
import { ConnectRequest, ConnectResponse, JoinRequest, JoinResponse } from '@rtc-call/contract';
import type { ISignalingServiceClient } from '@rtc-call/contract/client';
import { profileOf } from '../../signaling/testing/guest.ts';

/** Joins over a real connection. */
export async function join(client: ISignalingServiceClient, room = 'room') {
  const abort = new AbortController();
  const call = client.join({ room, profile: profileOf('Ann') }, { abort: abort.signal });
  const events = call.responses[Symbol.asyncIterator]();
  const next = async (): Promise<JoinResponse['event'] | 'end'> => {
    const result = await events.next();
    return result.done ? 'end' : result.value.event;
  };
  const first = await next();
  if (first === 'end' || first.oneofKind !== 'welcome') throw new Error('The first event is no welcome');
  const { session, participantId } = first.welcome;
  if (session === undefined) throw new Error('The welcome has no session');
  return { session, id: participantId, next, cancel: () => abort.abort() };
}

/** A Join by grpc-js alone: the typed client fails outside of any promise when a call is cancelled while it starts. */
export function bareJoin(client: Client, room: string): ClientReadableStream<JoinResponse> {
  return client.makeServerStreamRequest<JoinRequest, JoinResponse>(
    '/rtccall.v1.SignalingService/Join',
    (request) => Buffer.from(JoinRequest.toBinary(request)),
    (bytes) => JoinResponse.fromBinary(bytes),
    { room },
    new Metadata(),
  );
}

/** A Connect by grpc-js alone, which reads only when it is told to. Its requests may be anything that has bytes. */
export function bareConnect(client: Client): ClientDuplexStream<ConnectRequest | Buffer, ConnectResponse> {
  return client.makeBidiStreamRequest<ConnectRequest | Buffer, ConnectResponse>(
    '/rtccall.v1.SignalingService/Connect',
    (request) => (Buffer.isBuffer(request) ? request : Buffer.from(ConnectRequest.toBinary(request))),
    (bytes) => ConnectResponse.fromBinary(bytes),
  );
}

/** A Connect whose reader stalls: it joins, and takes nothing of what comes. */
export function stalledConnect(client: Client): ReturnType<typeof bareConnect> {
  const call = bareConnect(client);
  call.write(joinRequest);
  // A grpc-js client that was never asked to read takes in everything; one that was asked and then not again stalls.
  call.read(0);
  return call;
}

/** The status code that a call fails with. */
export function failureOf(call: { on(event: 'error', listener: (error: Error) => void): unknown }): Promise<unknown> {
  return new Promise((resolve) => call.on('error', (error) => resolve('code' in error ? error.code : error)));
}

export const joinRequest: ConnectRequest = { request: { oneofKind: 'join', join: { room: 'room' } } };
