import { type Client, type ClientDuplexStream, type ClientReadableStream, Metadata } from '@grpc/grpc-js';
import { ConnectRequest, ConnectResponse, JoinRequest, JoinResponse, type Resume } from '@rtc-call/contract';
import type { ISignalingServiceClient } from '@rtc-call/contract/client';
import { joinRequest } from '../../rpc/testing/messages.ts';

/** Joins over a real connection. */
export async function join(client: ISignalingServiceClient, room = 'room') {
  const { first, ...stream } = await open(client, joinRequest(room));
  if (first.event.oneofKind !== 'welcome') throw new Error('The first event is no welcome');
  const { welcome } = first.event;
  const { session, participantId, resumeToken } = welcome;
  if (session === undefined) throw new Error('The welcome has no session');
  const resume: Resume = { token: resumeToken, epoch: first.epoch, position: first.position };
  return { ...stream, welcome, session, id: participantId, resume };
}

/** Opens a stream, and gives its first response. */
export async function open(client: ISignalingServiceClient, request: JoinRequest) {
  const abort = new AbortController();
  const events = client.join(request, { abort: abort.signal }).responses[Symbol.asyncIterator]();
  const next = async (): Promise<JoinResponse['event'] | 'end'> => {
    const result = await events.next();
    return result.done ? 'end' : result.value.event;
  };
  const first = await events.next();
  if (first.done) throw new Error('The stream ended before it began');
  return { first: first.value, next, cancel: () => abort.abort() };
}

/** A Join by grpc-js alone: the typed client fails outside of any promise when a call is cancelled while it starts. */
export function bareJoin(client: Client, room: string): ClientReadableStream<JoinResponse> {
  return client.makeServerStreamRequest<JoinRequest, JoinResponse>(
    '/rtccall.v1.SignalingService/Join',
    (request) => Buffer.from(JoinRequest.toBinary(request)),
    (bytes) => JoinResponse.fromBinary(bytes),
    joinRequest(room),
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
  call.write(connectRequest);
  // A grpc-js client that was never asked to read takes in everything; one that was asked and then not again stalls.
  call.read(0);
  return call;
}

/** The status code that a call fails with. */
export function failureOf(call: { on(event: 'error', listener: (error: Error) => void): unknown }): Promise<unknown> {
  return new Promise((resolve) => call.on('error', (error) => resolve('code' in error ? error.code : error)));
}

/** What a Connect begins with. */
export const connectRequest: ConnectRequest = { request: { oneofKind: 'join', join: joinRequest() } };
