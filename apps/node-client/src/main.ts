// Takes part in a room from Node, over plain gRPC with the generated client:
// prints the roster as it changes, and answers every link that is offered.
//
//   npm start -w @rtc-call/node-client -- localhost:50051 demo
import { ChannelCredentials } from '@grpc/grpc-js';
import { GrpcTransport } from '@protobuf-ts/grpc-transport';
import { RpcError } from '@protobuf-ts/runtime-rpc';
import type { ClientMessage, JoinResponse, Participant } from '@rtc-call/contract';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { Answerer } from './answerer.ts';

const [host = 'localhost:50051', room = 'demo', displayName = 'Node'] = process.argv.slice(2);

const transport = new GrpcTransport({ host, channelCredentials: ChannelCredentials.createInsecure() });
const { requests, responses } = new SignalingServiceClient(transport).connect();
const roster = new Map<string, Participant>();
const answerers = new Map<string, Answerer>();
let sequence = 0;

async function say(message: ClientMessage['message']): Promise<void> {
  sequence += 1;
  await requests.send({ request: { oneofKind: 'send', send: { sequence, messages: [{ message }] } } });
}

async function hear(event: JoinResponse['event']): Promise<void> {
  switch (event.oneofKind) {
    case 'welcome':
      for (const participant of event.welcome.participants) roster.set(participant.id, participant);
      return printRoster();
    case 'participantJoined':
    case 'participantUpdated': {
      const { participant } =
        event.oneofKind === 'participantJoined' ? event.participantJoined : event.participantUpdated;
      if (participant !== undefined) roster.set(participant.id, participant);
      return printRoster();
    }
    case 'participantLeft':
      roster.delete(event.participantLeft.participantId);
      answerers.get(event.participantLeft.participantId)?.close();
      answerers.delete(event.participantLeft.participantId);
      return printRoster();
    case 'signalReceived': {
      const { from, signal } = event.signalReceived;
      if (signal !== undefined) answererFor(from).receive(signal);
      return;
    }
    case 'heartbeat':
      return say({ oneofKind: 'heartbeatAnswer', heartbeatAnswer: { id: event.heartbeat.id } });
  }
}

function answererFor(participantId: string): Answerer {
  const known = answerers.get(participantId);
  if (known !== undefined) return known;
  const answerer = new Answerer({
    send: (signal) => void say({ oneofKind: 'signal', signal: { to: participantId, signal } }),
    log: (line) => console.log(`${nameOf(roster.get(participantId))}: ${line}`),
  });
  answerers.set(participantId, answerer);
  return answerer;
}

function nameOf(participant: Participant | undefined): string {
  return participant?.profile?.displayName || 'somebody';
}

function printRoster(): void {
  console.log(`In ${room}: ${[...roster.values()].map(nameOf).join(', ')}`);
}

process.once('SIGINT', () => void requests.send({ request: { oneofKind: 'leave', leave: {} } }));

await requests.send({
  request: {
    oneofKind: 'join',
    join: { room, profile: { displayName, microphoneOn: false, cameraOn: false } },
  },
});
try {
  for await (const { response } of responses) {
    if (response.oneofKind === 'event') await hear(response.event.event);
    if (response.oneofKind === 'refused') console.error(`Refused: ${response.refused.error?.message}`);
  }
} catch (error) {
  console.error(error instanceof RpcError ? `The call on ${host} ended: ${error.message}` : error);
  process.exitCode = 1;
}
for (const answerer of answerers.values()) answerer.close();
