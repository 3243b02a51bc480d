// Takes part in a room from Node, over plain gRPC with the generated client:
// prints the roster as it changes, and answers every link that is offered. When
// the connection or the server fails, it comes back as the same participant.
//
//   npm start -w @rtc-call/node-client -- localhost:50051 demo
import { ChannelCredentials } from '@grpc/grpc-js';
import { GrpcTransport } from '@protobuf-ts/grpc-transport';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import type { JoinResponse, Participant } from '@rtc-call/contract';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { Answerer } from './answerer.ts';
import { Stay } from './stay.ts';

const [host = 'localhost:50051', room = 'demo', displayName = 'Node'] = process.argv.slice(2);

const transport = new GrpcTransport({
  host,
  channelCredentials: ChannelCredentials.createInsecure(),
  // Notices within ten seconds a connection that is dead without a word.
  clientOptions: { 'grpc.keepalive_time_ms': 5_000, 'grpc.keepalive_timeout_ms': 5_000 },
});
const stay = new Stay(new SignalingServiceClient(transport), {
  room,
  profile: { displayName, microphoneOn: false, cameraOn: false },
});
let roster = new Map<string, Participant>();
/** By the incarnation at the other end: another one has nothing of the link. */
const answerers = new Map<string, Answerer>();
let incarnation = '';

function hear(event: JoinResponse['event']): void {
  switch (event.oneofKind) {
    case 'welcome': {
      const { participants, participantId, rosterSettled } = event.welcome;
      roster = new Map(participants.map((participant) => [participant.id, participant]));
      const self = roster.get(participantId)?.incarnation ?? '';
      if (self !== incarnation) closeAnswerers(() => true);
      incarnation = self;
      // Until the roster is settled, who is missing may only not be back yet, and the link to them be alive.
      if (rosterSettled) closeAnswerers(isGone);
      return printRoster();
    }
    case 'rosterSettled':
      return closeAnswerers(isGone);
    case 'participantJoined':
      return put(event.participantJoined.participant);
    case 'participantReturned':
      return put(event.participantReturned.participant);
    case 'participantUpdated':
      return put(event.participantUpdated.participant);
    case 'participantLeft': {
      const left = roster.get(event.participantLeft.participantId);
      roster.delete(event.participantLeft.participantId);
      closeAnswerers((other) => other === left?.incarnation);
      return printRoster();
    }
    case 'signalReceived': {
      const { from, signal } = event.signalReceived;
      const sender = roster.get(from);
      if (sender !== undefined && signal !== undefined) answererFor(sender).receive(signal);
      return;
    }
    case 'heartbeat':
      return stay.say({ oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id: event.heartbeat.id } });
  }
}

function put(participant: Participant | undefined): void {
  if (participant === undefined) return;
  const before = roster.get(participant.id)?.incarnation;
  if (before !== participant.incarnation) closeAnswerers((other) => other === before);
  roster.set(participant.id, participant);
  printRoster();
}

function answererFor({ id: to, incarnation: toIncarnation }: Participant): Answerer {
  const known = answerers.get(toIncarnation);
  if (known !== undefined) return known;
  const answerer = new Answerer({
    send: (signal) => stay.say({ oneofKind: 'signal', signal: { to, toIncarnation, signal } }),
    log: (line) => console.log(`${nameOf(roster.get(to))}: ${line}`),
  });
  answerers.set(toIncarnation, answerer);
  return answerer;
}

function isGone(other: string): boolean {
  return [...roster.values()].every((participant) => participant.incarnation !== other);
}

function closeAnswerers(isOver: (incarnation: string) => boolean): void {
  for (const [other, answerer] of answerers) {
    if (!isOver(other)) continue;
    answerer.close();
    answerers.delete(other);
  }
}

function nameOf(participant: Participant | undefined): string {
  return participant?.profile?.displayName || 'somebody';
}

function printRoster(): void {
  console.log(`In ${room}: ${[...roster.values()].map(nameOf).join(', ')}`);
}

process.once('SIGINT', () => stay.leave());

try {
  for await (const event of stay.events()) hear(event);
} catch (error) {
  console.error(error instanceof RpcError ? `The call on ${host} ended: ${error.message}` : error);
  process.exitCode = 1;
}
closeAnswerers(() => true);
transport.close();
