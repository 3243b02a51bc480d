import { ErrorCode } from '@rtc-call/contract';
import { News } from '../news.ts';
import type { Caller } from './caller.ts';
import { RoomError } from './room-error.ts';
import { RoomStream } from './room-stream.ts';

/** The streams of a host that are not over, and so the rooms that have one. */
export class RoomStreams implements Iterable<RoomStream> {
  /** Announced when one is over. */
  readonly closed = new News();
  readonly #streams = new Set<RoomStream>();
  readonly #perRoom = new Map<string, number>();
  readonly #limits: { readonly streams: number; readonly rooms: number };

  constructor(limits: { readonly streams: number; readonly rooms: number }) {
    this.#limits = limits;
  }

  get count(): number {
    return this.#streams.size;
  }

  get roomCount(): number {
    return this.#perRoom.size;
  }

  [Symbol.iterator](): Iterator<RoomStream> {
    return this.#streams.values();
  }

  has(room: string): boolean {
    return this.#perRoom.has(room);
  }

  /** Takes a place for a new stream, which ends when its caller is gone. Throws SERVER_BUSY where there is none. */
  open(id: string, room: string, { signal, peer }: Caller): RoomStream {
    const others = this.#perRoom.get(room) ?? 0;
    if (this.#streams.size >= this.#limits.streams || (others === 0 && this.#perRoom.size >= this.#limits.rooms)) {
      throw new RoomError(ErrorCode.SERVER_BUSY, 'The server carries as many calls as it is allowed to.');
    }
    const stream = new RoomStream(id, room, peer);
    this.#streams.add(stream);
    this.#perRoom.set(room, others + 1);
    const gone = () => stream.end('disconnected');
    signal.addEventListener('abort', gone, { once: true });
    stream.ended.addEventListener('abort', () => {
      signal.removeEventListener('abort', gone);
      this.#remove(stream);
    });
    if (signal.aborted) gone();
    return stream;
  }

  #remove(stream: RoomStream): void {
    this.#streams.delete(stream);
    const others = (this.#perRoom.get(stream.room) ?? 1) - 1;
    if (others === 0) this.#perRoom.delete(stream.room);
    else this.#perRoom.set(stream.room, others);
    this.closed.announce();
  }
}
