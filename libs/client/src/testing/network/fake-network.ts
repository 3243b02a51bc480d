import type { Clock } from '../../ports/clock.ts';
import { ArmedFaults, type Journey } from './armed-faults.ts';
import { FakeConnection } from './fake-connection.ts';
import type { FakeServer } from './fake-server.ts';
import type { ConnectionFault, Fault, MessageFault } from './fault-plan.ts';

export interface FakeNetworkOptions {
  readonly clock: Clock;
  readonly servers: readonly FakeServer[];
  /** How long the next message takes, in milliseconds. */
  latencyMs(): number;
  /** Which of `count` servers the next connection leads to. */
  balance(count: number): number;
  /** A fault has struck. */
  struck(fault: Fault): void;
}

type Lasting<Kind extends ConnectionFault['kind']> = Extract<ConnectionFault, { kind: Kind }>;

/** How long a browser takes to notice that a connection is dead, in milliseconds: Chromium, over HTTP/2. */
const NOTICED_DEAD_MS = 20_000;

/** How things stand between one client and the servers. */
interface ClientState {
  /** By the pool's number modulo the number of pools. */
  readonly pools: Map<number, FakeConnection>;
  /** What waits for the end of a partition; null while there is none. */
  held: (() => void)[] | null;
  isOffline: boolean;
  /** What waits until the client reads its stream again; null while it does. */
  stalled: (() => void)[] | null;
  readonly backOnline: Set<() => void>;
}

/** When the last message of a stream arrives, in the clock's milliseconds. */
export interface Lane {
  busyUntil: number;
}

/** As many as a browser has: one for calls with credentials and one for those without. */
const POOLS = 2;

/** Carries messages between clients and servers, as well as the faults let it. */
export class FakeNetwork {
  readonly #options: FakeNetworkOptions;
  readonly #armed = new ArmedFaults();
  readonly #clients = new Map<string, ClientState>();

  constructor(options: FakeNetworkOptions) {
    this.#options = options;
  }

  /** The connection for a client's next call; null when none can be made. */
  connect(client: string, pool: number): FakeConnection | null {
    const state = this.#client(client);
    const open = state.pools.get(pool % POOLS);
    if (open?.isUsable === true) return open;
    const running = this.#options.servers.filter(({ host }) => host !== null);
    const server = running[this.#options.balance(running.length)];
    if (server === undefined || state.isOffline) return null;
    const connection = new FakeConnection(client, server);
    state.pools.set(pool % POOLS, connection);
    return connection;
  }

  /**
   * Carries one message. `arrive` is called when it is there: never, once, or twice.
   * `fail` is called when the network notices that it will not be.
   */
  carry(connection: FakeConnection, journey: Journey, arrive: () => void, fail: () => void): void {
    const fault = this.#armed.take(journey);
    if (fault !== null) this.#options.struck(fault);
    const latencyMs = this.#options.latencyMs();
    switch (fault?.kind) {
      case 'lose':
        if (fault.noticed && journey.what !== 'event') this.#options.clock.after(latencyMs, fail);
        return;
      case 'delay':
        return this.#arriveIn(latencyMs + fault.ms, connection, arrive);
      case 'repeat':
        this.#arriveIn(latencyMs + fault.ms, connection, arrive);
        return this.#arriveIn(latencyMs, connection, arrive);
      case undefined:
        return this.#arriveIn(latencyMs, connection, arrive);
    }
  }

  /** The same for the next message of one stream: it arrives after those before it, or never. */
  carryInOrder(connection: FakeConnection, journey: Journey, lane: Lane, arrive: () => void): void {
    const fault = this.#armed.take(journey);
    if (fault !== null) this.#options.struck(fault);
    if (fault?.kind === 'lose') return;
    const now = this.#options.clock.now();
    const at = now + this.#options.latencyMs() + (fault?.kind === 'delay' ? fault.ms : 0);
    lane.busyUntil = Math.max(lane.busyUntil, at);
    this.#arriveIn(lane.busyUntil - now, connection, arrive);
  }

  /** Carries what is no message of ours, as that a client has closed a stream; no message fault strikes it. */
  tell(connection: FakeConnection, arrive: () => void): void {
    this.#arriveIn(this.#options.latencyMs(), connection, arrive);
  }

  /** Does it after the time that one message takes. */
  later(run: () => void): void {
    this.#options.clock.after(this.#options.latencyMs(), run);
  }

  /** Resolves when the client reads more of its stream. */
  async reading(client: string): Promise<void> {
    const { stalled } = this.#client(client);
    if (stalled !== null) await new Promise<void>((resolve) => stalled.push(resolve));
  }

  /** Calls `listener` when the client's browser is online again. Returns what ends it. */
  onBackOnline(client: string, listener: () => void): () => void {
    const { backOnline } = this.#client(client);
    backOnline.add(listener);
    return () => backOnline.delete(listener);
  }

  strike(fault: MessageFault | ConnectionFault): void {
    switch (fault.kind) {
      case 'cut':
      case 'swallow':
        return this.#strikeConnections(fault);
      case 'partition':
        return this.#partition(fault);
      case 'offline':
        return this.#takeOffline(fault);
      case 'stall':
        return this.#stall(fault);
      default:
        return this.#armed.arm(fault);
    }
  }

  /** How many faults still wait for a message to strike. */
  get armed(): number {
    return this.#armed.size;
  }

  /** Spares every message from now on. */
  disarm(): void {
    this.#armed.clear();
  }

  #arriveIn(ms: number, connection: FakeConnection, arrive: () => void): void {
    this.#options.clock.after(ms, () => this.#arrive(connection, arrive));
  }

  #arrive(connection: FakeConnection, arrive: () => void): void {
    if (!connection.isUsable || connection.isSwallowing) return;
    const { held } = this.#client(connection.client);
    if (held === null) arrive();
    else held.push(() => this.#arrive(connection, arrive));
  }

  #strikeConnections(fault: ConnectionFault): void {
    for (const connection of this.#connections(fault.client)) {
      if (connection.isIdle) continue;
      this.#options.struck(fault);
      if (fault.kind === 'cut') {
        connection.break();
        continue;
      }
      connection.swallow();
      this.#options.clock.after(NOTICED_DEAD_MS, () => connection.break());
    }
  }

  #partition(fault: Lasting<'partition'>): void {
    const { client, forMs } = fault;
    const state = this.#client(client);
    if (state.held !== null) return;
    state.held = [];
    this.#options.struck(fault);
    this.#options.clock.after(forMs, () => {
      const held = state.held ?? [];
      state.held = null;
      for (const arrive of held) arrive();
    });
  }

  #takeOffline(fault: Lasting<'offline'>): void {
    const { client, forMs } = fault;
    const state = this.#client(client);
    if (state.isOffline) return;
    state.isOffline = true;
    this.#options.struck(fault);
    for (const connection of this.#connections(client)) connection.break();
    this.#options.clock.after(forMs, () => {
      state.isOffline = false;
      for (const listener of [...state.backOnline]) listener();
    });
  }

  #stall(fault: Lasting<'stall'>): void {
    const { client, forMs } = fault;
    const state = this.#client(client);
    if (state.stalled !== null) return;
    state.stalled = [];
    this.#options.struck(fault);
    this.#options.clock.after(forMs, () => {
      const stalled = state.stalled ?? [];
      state.stalled = null;
      for (const read of stalled) read();
    });
  }

  /** Also those that are in no pool any more, because a reloaded page has begun with others. */
  #connections(client: string): FakeConnection[] {
    return this.#options.servers.flatMap(({ connections }) =>
      [...connections].filter((connection) => connection.client === client),
    );
  }

  #client(name: string): ClientState {
    const known = this.#clients.get(name);
    if (known !== undefined) return known;
    const state: ClientState = { pools: new Map(), held: null, isOffline: false, stalled: null, backOnline: new Set() };
    this.#clients.set(name, state);
    return state;
  }
}
