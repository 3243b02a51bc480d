import { emptyRoom, type Room, type RoomState } from '@rtc-call/room';
import { numberOf, type RedisReply, textOf } from '../connection/redis-reply.ts';

/** A room that nobody uses. */
export const unusedRoom: RoomState = { epoch: '', position: 0, room: emptyRoom, keptAfter: 0 };

export function encodeRoster(room: Room): string {
  return JSON.stringify(room);
}

/** A state as the scripts answer it. Nothing is a room that nobody uses. */
export function decodeState([epoch, position, keptAfter, roster]: readonly RedisReply[]): RoomState {
  if (epoch === undefined) return unusedRoom;
  return {
    epoch: textOf(epoch),
    position: numberOf(position),
    room: JSON.parse(textOf(roster)) as Room,
    keptAfter: numberOf(keptAfter),
  };
}
