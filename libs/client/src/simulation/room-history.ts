import type { RoomEvent, RoomState } from '@rtc-call/room';

/** What the log of the room has said so far, for those who judge what is made of it. */
export class RoomHistory {
  /** The life of the log that is written now. */
  epoch = '';
  /** Every entry after this position is kept. */
  keptAfter = 0;
  /** Whether those of an earlier epoch have had the time to come back. */
  settled = false;
  /** Who was, at some time, not in the room any more. */
  readonly #hasLeft = new Set<string>();
  #here: ReadonlySet<string> = new Set();

  appended(event: RoomEvent, { epoch, keptAfter, room }: RoomState): void {
    this.epoch = epoch;
    this.keptAfter = keptAfter;
    this.settled = room.settled;
    this.#here = new Set(room.participants.map(({ id }) => id));
    if (event.kind === 'left') this.#hasLeft.add(event.participantId);
    // Who comes back after that was not there when the room had waited long enough.
    if (event.kind === 'joined' && room.settled) this.#hasLeft.add(event.participant.id);
  }

  /** Whether somebody who was in the room can be taken for gone. */
  mayBeGone(participantId: string): boolean {
    return this.#hasLeft.has(participantId) || (this.settled && !this.#here.has(participantId));
  }
}
