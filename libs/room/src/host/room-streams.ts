import { News } from '../news.ts';
import type { Caller } from './caller.ts';
import { RoomStream } from './room-stream.ts';

/** The streams of a host that are not over, and so the rooms that have one. */
export class RoomStreams implements Iterable<RoomStream> {
  /** Announced when one is over. */
  readonly closed = new News();
  readonly #streams = new Set<RoomStream>();
  readonly #perRoom = new Map<string, number>();

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

  /** Opens a stream, which ends when its caller is gone. */
  open(id: string, room: string, { signal, peer }: Caller): RoomStream {
    const stream = new RoomStream(id, room, peer);
    this.#streams.add(stream);
    this.#perRoom.set(room, (this.#perRoom.get(room) ?? 0) + 1);
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
