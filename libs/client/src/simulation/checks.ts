import type { Participant } from '@rtc-call/contract';
import type { ParticipantSnapshot } from '../call/snapshot.ts';
import type { ScriptedParticipant } from '../testing/scripted-participant.ts';
import { credentialsExpireAt } from '../testing/fake-ice.ts';
import { ROOM, type World } from './world.ts';

/** What must hold when nothing goes wrong any more and time has passed; empty when it does. */
export async function faultsAtRest(world: World): Promise<string[]> {
  const room = await world.server.participants(ROOM);
  const inside = world.participants.filter((participant) => phaseOf(participant) === 'joined');
  return [
    ...faultsOfRoster(room, inside),
    ...world.participants.flatMap(faultsOfPhase),
    ...inside.flatMap((participant) => [
      ...faultsOfView(participant, room),
      ...faultsOfLinks(participant),
      ...faultsOfCredentials(participant, world.clock.now()),
    ]),
    ...faultsOfGenerations(inside),
    ...(world.browsers.faults?.() ?? []),
    ...faultsOfStreams(world.server.streamCount, inside.length),
    ...world.ledger.close(),
    ...world.server.unexpected.map((thrown) => `a server threw ${String(thrown)}`),
  ];
}

/** What must hold when everybody has left and the room is over. */
export async function faultsOfTheEnd(world: World): Promise<string[]> {
  const left = await world.server.participants(ROOM);
  const { streamCount } = world.server;
  return [
    ...left.map(({ id }) => `${id} haunts the room`),
    ...(streamCount === 0 ? [] : [`${streamCount} streams are left`]),
  ];
}

function faultsOfRoster(room: readonly Participant[], inside: readonly ScriptedParticipant[]): string[] {
  const ids = new Set(inside.map((participant) => participant.page?.call.snapshot.selfId));
  const ghosts = room.filter(({ id }) => !ids.has(id)).map(({ id }) => `${id} is in the room, and nobody is it`);
  const missing = inside
    .filter(({ page }) => !room.some(({ id }) => id === page?.call.snapshot.selfId))
    .map(({ name }) => `${name} believes to be in the room`);
  return [...ghosts, ...missing];
}

/** Each has one stream, and none is left of those that it had. */
function faultsOfStreams(streams: number, inside: number): string[] {
  return streams === inside ? [] : [`${inside} in the room have ${streams} streams`];
}

/** Everybody is in the room. */
function faultsOfPhase({ name, page }: ScriptedParticipant): string[] {
  const phase = page?.call.snapshot.phase;
  switch (phase?.name) {
    case 'joined':
      return phase.connection === 'online' ? [] : [`${name} is reconnecting`];
    case 'failed':
      return [`${name} failed by ${phase.error.code}: ${phase.error.message}`];
    default:
      return [`${name} is ${phase?.name ?? 'without a page'}`];
  }
}

/** Each sees the others as the room has them, in its order. */
function faultsOfView({ name, page }: ScriptedParticipant, room: readonly Participant[]): string[] {
  const snapshot = page?.call.snapshot;
  const others = room.filter(({ id }) => id !== snapshot?.selfId).map(describeParticipant);
  const seen = snapshot?.participants.map(describeSnapshot) ?? [];
  const self = room.find(({ id }) => id === snapshot?.selfId)?.profile;
  const faults = others.join() === seen.join() ? [] : [`${name} sees ${seen.join()} and the room has ${others.join()}`];
  if (self?.displayName !== snapshot?.displayName) faults.push(`${name} is called ${self?.displayName} in the room`);
  return faults;
}

function describeParticipant({ id, profile, away }: Participant): string {
  return describe(id, profile?.displayName, profile?.microphoneOn, profile?.cameraOn, away);
}

function describeSnapshot({ id, displayName, microphoneOn, cameraOn, presence }: ParticipantSnapshot): string {
  return describe(id, displayName, microphoneOn, cameraOn, presence === 'away');
}

function describe(id: string, name = '', microphoneOn = false, cameraOn = false, away = false): string {
  return `${id} "${name}"${microphoneOn ? ' mic' : ''}${cameraOn ? ' cam' : ''}${away ? ' away' : ''}`;
}

/** Each has a link to each, connected and with nothing left to agree on. */
function faultsOfLinks({ name, page }: ScriptedParticipant): string[] {
  if (page === null) return [];
  const { participants } = page.call.snapshot;
  const unconnected = participants
    .filter(({ link }) => link !== 'connected')
    .map(({ id, link }) => `${name} is ${link} to ${id}`);
  const { open } = page.connections;
  const unsettled = open
    .filter(({ signalingState, isNegotiationNeeded }) => signalingState !== 'stable' || isNegotiationNeeded)
    .map(({ signalingState }) => `${name} has a negotiation that is stuck in ${signalingState}`);
  const count = open.length === participants.length ? [] : [`${name} has ${open.length} connections`];
  return [...unconnected, ...unsettled, ...count];
}

/** The two ends of each pair are led by the same generation. */
function faultsOfGenerations(inside: readonly ScriptedParticipant[]): string[] {
  return inside.flatMap((one) =>
    inside
      .filter((other) => one.name < other.name)
      .filter((other) => generationTowards(one, other) !== generationTowards(other, one))
      .map((other) => `${one.name} and ${other.name} are led by links of two generations`),
  );
}

function generationTowards({ page }: ScriptedParticipant, other: ScriptedParticipant): number | undefined {
  const id = other.page?.call.snapshot.selfId;
  const led = page?.call.events.backlog.findLast(
    (event) => event.type === 'link' && event.change === 'leads' && event.participantId === id,
  );
  return led?.type === 'link' ? led.generation : undefined;
}

/** No link has credentials that are of no use any more. */
function faultsOfCredentials({ name, page }: ScriptedParticipant, now: number): string[] {
  const expired = page?.connections.open.filter(
    (connection) => credentialsExpireAt(connection.getConfiguration()) <= now,
  );
  return (expired ?? []).map(() => `${name} has a connection whose credentials have expired`);
}

export function phaseOf({ page }: ScriptedParticipant): string | undefined {
  return page?.call.snapshot.phase.name;
}
