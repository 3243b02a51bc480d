import type { JoinResponse } from '@rtc-call/contract';
import type { RoomHost } from '../room-host.ts';
import { Guest } from './guest.ts';
import { heartbeatAnswer } from './messages.ts';

/** Somebody who stays, answers every heartbeat, and notes what else it is told. */
export class Watcher {
  /** What it was told, the settling of the roster left out. */
  readonly told: JoinResponse['event'][] = [];

  private constructor(
    readonly guest: Guest,
    /** What its stream came to in the end. */
    readonly over: Promise<unknown>,
  ) {}

  static async join(host: RoomHost): Promise<Watcher> {
    const guest = await Guest.join(host);
    const over = Promise.withResolvers<unknown>();
    const watcher = new Watcher(guest, over.promise);
    watcher.#watch().then(() => over.resolve('end'), over.resolve);
    return watcher;
  }

  async #watch(): Promise<void> {
    for (;;) {
      const next = await this.guest.next();
      if (next === 'end') return;
      const { event } = next;
      if (event.oneofKind === 'heartbeat') await this.guest.send(heartbeatAnswer(event.heartbeat.id));
      else if (event.oneofKind !== 'rosterSettled') this.told.push(event);
    }
  }

  /** The kinds of what it was told since the last time it was asked. */
  news(): (string | undefined)[] {
    return this.told.splice(0).map(({ oneofKind }) => oneofKind);
  }

  /** What it was told since the last time it was asked, whole. */
  newsInFull(): JoinResponse['event'][] {
    return this.told.splice(0);
  }
}
