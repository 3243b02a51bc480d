import type { LogPosition } from '@rtc-call/room';
import type { RedisNodes } from '../connection/redis-nodes.ts';
import type { Channels } from './channels.ts';
import { readPage } from './page.ts';
import { RoomFeed } from './room-feed.ts';
import { roomKeys } from './room-keys.ts';

interface Shared {
  readonly feed: RoomFeed;
  readonly stopListening: () => void;
  readers: number;
}

/** The feeds of the rooms that are being read, one for all readers of a room. */
export class RoomFeeds {
  readonly #nodes: RedisNodes;
  readonly #channels: Channels;
  readonly #prefix: string;
  readonly #feeds = new Map<string, Shared>();
  #closed = false;

  constructor(nodes: RedisNodes, channels: Channels, prefix: string) {
    this.#nodes = nodes;
    this.#channels = channels;
    this.#prefix = prefix;
  }

  /** A reader begins. It must call `release` once. */
  open(room: string): { readonly feed: RoomFeed; release(): void } {
    const shared = this.#feeds.get(room) ?? this.#begin(room);
    shared.readers += 1;
    return {
      feed: shared.feed,
      release: () => {
        shared.readers -= 1;
        if (shared.readers === 0) this.#end(room, shared);
      },
    };
  }

  /** This process itself made a log grow: its own readers need not wait to hear of it. */
  grown(room: string, head: LogPosition): void {
    this.#feeds.get(room)?.feed.grown(head);
  }

  /** Redis can be reached again: what was said meanwhile is unheard. */
  mayHaveMissed(): void {
    for (const { feed } of this.#feeds.values()) feed.mayHaveMissed();
  }

  /** Ends every reader. */
  close(): void {
    this.#closed = true;
    for (const { feed } of this.#feeds.values()) feed.close();
  }

  #begin(room: string): Shared {
    const names = roomKeys(this.#prefix, room);
    const feed = new RoomFeed((from) => readPage(this.#nodes, names, from));
    const shared = { feed, stopListening: this.#channels.listen(names.news, feed), readers: 0 };
    this.#feeds.set(room, shared);
    if (this.#closed) feed.close();
    return shared;
  }

  #end(room: string, { feed, stopListening }: Shared): void {
    this.#feeds.delete(room);
    stopListening();
    feed.close();
  }
}
