import { type IceServer, LIMITS, type Participant } from '@rtc-call/contract';
import { HOST_LIMITS, type HostFact, MemoryLog, RoomHost, type RoomLog, TERMS } from '@rtc-call/room';
import { browserClock } from '../browser.ts';
import type { Clock } from '../ports/clock.ts';
import type { Connectivity } from '../ports/connectivity.ts';
import type { HttpPort } from '../ports/http.ts';
import type { SignalingTransport } from '../signaling/signaling-transport.ts';
import { fakeIce } from './fake-ice.ts';
import { FakeIdentities } from './fake-identities.ts';
import { FakeHttp } from './network/fake-http.ts';
import { FakeNetwork } from './network/fake-network.ts';
import { FakeServer } from './network/fake-server.ts';
import { FakeTransport } from './network/fake-transport.ts';
import type { Fault, FaultPlan } from './network/fault-plan.ts';
import { StoreLog } from './network/store-log.ts';

export interface FakeSignalingServerOptions {
  /** Default: the platform's. With a FakeClock nothing happens until it is turned. */
  readonly clock?: Clock;
  /** How many a room admits. Default: as the real server. */
  readonly capacity?: number;
  /** What a welcome hands out. Default: none. */
  readonly iceServers?: readonly IceServer[];
  /**
   * How long the credentials of its TURN servers are good for, in seconds. They then have another user name each time
   * they are handed out, `expiry:participant`, as coturn has it. Default: 0, they are as given and do not expire.
   */
  readonly iceValidForSeconds?: number;
  /**
   * Where the rooms are kept. Default: `memory`, that of the one server, which loses them when it is killed. `store`:
   * beside the servers, as Redis is.
   */
  readonly rooms?: 'memory' | 'store';
  /** How many server processes serve the rooms; more than one need a store. Default: 1. */
  readonly servers?: number;
  /** How much of each room's log is kept. Default: as the real server. */
  readonly window?: { readonly entries: number; readonly bytes: number };
  /** How long the next message is on its way, in milliseconds. Default: 1. */
  latencyMs?(): number;
  /** Which of `count` servers the next connection leads to, from 0. Default: each in its turn. */
  balance?(count: number): number;
  /** How long the store takes to answer, in milliseconds. Default: 0, it answers at once. */
  storeLatencyMs?(): number;
  /**
   * Stands between a server's process, whose clock it gets, and what keeps the rooms: to look on, or to break a rule and
   * see who notices.
   */
  wrapLog?(log: RoomLog, clock: Clock): RoomLog;
  /** Told of each fault when it strikes. */
  struck?(fault: Fault): void;
  /** Told what an operator would be. */
  report?(fact: HostFact): void;
}

/**
 * A signaling server in memory, for tests without a network: the real rooms and
 * the real service, one server or several, that can be killed, paused, drained
 * and started again, behind a network that loses, repeats, delays and cuts.
 * Only the wire and the proofs of identity are left out.
 */
export class FakeSignalingServer {
  /** What the servers threw that is none of the service's errors, in order. Empty, unless there is a fault of ours. */
  readonly unexpected: unknown[] = [];
  /** How often each kind of fault has struck. */
  readonly struck = new Map<Fault['kind'], number>();
  readonly #options: FakeSignalingServerOptions;
  readonly #clock: Clock;
  readonly #identities = new FakeIdentities();
  readonly #store: StoreLog | null;
  readonly #servers: readonly FakeServer[];
  readonly #network: FakeNetwork;
  #rooms: RoomLog;
  #connections = 0;
  #clients = 0;

  constructor(options: FakeSignalingServerOptions = {}) {
    const { clock = browserClock, servers = 1, rooms = 'memory', latencyMs, balance } = options;
    if (rooms === 'memory' && servers !== 1) throw new Error('several servers need a store to share their rooms by');
    this.#options = options;
    this.#clock = clock;
    this.#store = rooms === 'store' ? this.#createStore() : null;
    this.#rooms = this.#store ?? this.#createRooms();
    this.#servers = Array.from({ length: servers }, () => new FakeServer(clock, (its) => this.#createHost(its)));
    this.#network = new FakeNetwork({
      clock,
      servers: this.#servers,
      latencyMs: latencyMs ?? (() => 1),
      balance: balance ?? ((count) => this.#connections++ % count),
      struck: (fault) => this.#hasStruck(fault),
    });
  }

  /** One client's way to the servers. `client`: the name by which faults know it. */
  transport(client = `client-${++this.#clients}`): SignalingTransport {
    return new FakeTransport({
      client,
      network: this.#network,
      unexpected: (thrown) => this.unexpected.push(thrown),
    });
  }

  /** The same client's way to what the servers say of themselves. */
  http(client: string): HttpPort {
    return new FakeHttp(client, this.#network);
  }

  /** What a client's browser says of the network. */
  connectivity(client: string): Connectivity {
    return { onPromising: (listener) => this.#network.onBackOnline(client, listener) };
  }

  /** Who is in a room, as it is kept, in the order of their seats. */
  async participants(room: string): Promise<readonly Participant[]> {
    return (await (this.#store?.rooms ?? this.#rooms).state(room)).room.participants;
  }

  /** Open streams, on all servers. */
  get streamCount(): number {
    return this.#servers.reduce((sum, { host }) => sum + (host?.streamCount ?? 0), 0);
  }

  /** Faults that still wait for a message to strike. */
  get armed(): number {
    return this.#network.armed;
  }

  /** Lets things go wrong as planned, counted from now. */
  follow(plan: FaultPlan): void {
    for (const { at, fault } of plan) this.#clock.after(at, () => this.strike(fault));
  }

  /** Lets one thing go wrong now. */
  strike(fault: Fault): void {
    switch (fault.kind) {
      case 'kill':
        if (this.#server(fault.server).host !== null) this.#hasStruck(fault);
        this.kill(fault.server);
        return void this.#clock.after(fault.backAfterMs, () => this.start(fault.server));
      case 'pause':
        if (this.#server(fault.server).host !== null) this.#hasStruck(fault);
        this.pause(fault.server);
        return void this.#clock.after(fault.forMs, () => this.goOn(fault.server));
      case 'drain':
        if (this.#server(fault.server).host !== null) this.#hasStruck(fault);
        return void this.#restart(fault.server, fault.overMs, fault.backAfterMs);
      case 'store-outage':
        this.#hasStruck(fault);
        this.#reach(false);
        return void this.#clock.after(fault.forMs, () => this.#reach(true));
      case 'store-loss':
        this.#hasStruck(fault);
        return this.loseStore();
      default:
        this.#network.strike(fault);
    }
  }

  /** Spares the messages that faults wait for. */
  disarm(): void {
    this.#network.disarm();
  }

  /** Kills a server's process (SIGKILL). Without a store the rooms are lost. */
  kill(server = 0): void {
    this.#server(server).kill();
  }

  /** Starts a server that does not run. */
  start(server = 0): void {
    this.#server(server).start();
  }

  /** Lets a server's process stand still (SIGSTOP). */
  pause(server = 0): void {
    this.#server(server).pause();
  }

  /** Lets it go on (SIGCONT). */
  goOn(server = 0): void {
    this.#server(server).goOn();
  }

  /** Tells a server to stop (SIGTERM): its clients are sent elsewhere within `drainMs`. Resolves when it has exited. */
  async stop(server = 0, drainMs = 0): Promise<void> {
    await this.#server(server).stop(drainMs);
  }

  /** Empties the store. */
  loseStore(): void {
    if (this.#store === null) throw new Error('there is no store');
    this.#store.lose();
  }

  async #restart(server: number, drainMs: number, backAfterMs: number): Promise<void> {
    await this.stop(server, drainMs);
    this.#clock.after(backAfterMs, () => this.start(server));
  }

  #reach(isReachable: boolean): void {
    if (this.#store === null) throw new Error('there is no store');
    this.#store.isReachable = isReachable;
  }

  #server(index: number): FakeServer {
    const server = this.#servers[index];
    if (server === undefined) throw new Error(`there is no server ${index}`);
    return server;
  }

  #hasStruck(fault: Fault): void {
    this.struck.set(fault.kind, (this.struck.get(fault.kind) ?? 0) + 1);
    this.#options.struck?.(fault);
  }

  #createRooms(): RoomLog {
    const { window } = this.#options;
    return new MemoryLog({ now: () => this.#clock.now(), ...(window && { window }) });
  }

  #createStore(): StoreLog {
    const { storeLatencyMs = () => 0 } = this.#options;
    return new StoreLog({ create: () => this.#createRooms(), clock: this.#clock, latencyMs: storeLatencyMs });
  }

  #createHost(clock: Clock): RoomHost {
    const {
      capacity = LIMITS.defaultRoomCapacity,
      iceServers = [],
      iceValidForSeconds = 0,
      report,
      wrapLog,
    } = this.#options;
    // A process that begins has an empty memory.
    if (this.#store === null) this.#rooms = this.#createRooms();
    return new RoomHost({
      log: wrapLog?.(this.#rooms, clock) ?? this.#rooms,
      clock,
      identities: this.#identities,
      capacity,
      heartbeatIntervalMs: LIMITS.heartbeatIntervalMs,
      terms: TERMS,
      limits: HOST_LIMITS,
      ice: (participantId) => fakeIce(iceServers, iceValidForSeconds, participantId, this.#clock.now()),
      unixTimeMs: () => this.#clock.now(),
      ...(report && { report }),
    });
  }
}
