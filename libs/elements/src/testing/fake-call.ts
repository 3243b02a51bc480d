import {
  type AudioLevels,
  type Call,
  CallError,
  type CallEvent,
  type CallEvents,
  type CallSnapshot,
  type CallStatistics,
  displayNameFault,
  type LinkStatistics,
  type Observable,
  type Recording,
  type SourceKind,
} from '@rtc-call/client';
import { EMPTY_SNAPSHOT } from '../context/empty-snapshot.ts';

/** What was asked of a fake call, with its arguments: `['turnOn', 'camera']`. */
export type Command = readonly [method: string, ...rest: readonly unknown[]];

class Settable<T> implements Observable<T> {
  readonly listeners = new Set<(value: T) => void>();

  constructor(public value: T) {}

  set(value: T): void {
    this.value = value;
    for (const listener of [...this.listeners]) listener(value);
  }

  subscribe(listener: (value: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** Events that a test tells. */
class FakeEvents implements CallEvents {
  readonly backlog: CallEvent[] = [];
  readonly #listeners = new Set<(event: CallEvent) => void>();

  tell(...events: readonly CallEvent[]): void {
    this.backlog.push(...events);
    for (const event of events) for (const listener of [...this.#listeners]) listener(event);
  }

  subscribe(listener: (event: CallEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

/** A call that does nothing but remember what was asked of it, and is in whatever state one sets. */
export class FakeCall implements Call {
  readonly commands: Command[] = [];
  readonly levels = new Settable<AudioLevels>(new Map());
  readonly statistics = new Settable<CallStatistics>(new Map());
  readonly events = new FakeEvents();
  readonly #listeners = new Set<(snapshot: CallSnapshot) => void>();
  #snapshot: CallSnapshot;

  constructor(snapshot: Partial<CallSnapshot> = {}) {
    this.#snapshot = { ...EMPTY_SNAPSHOT, room: 'Weekly', ...snapshot };
  }

  get snapshot(): CallSnapshot {
    return this.#snapshot;
  }

  /** How many follow the snapshot. */
  get followers(): number {
    return this.#listeners.size;
  }

  /** Changes these facts, and tells everybody. */
  set(change: Partial<CallSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change };
    for (const listener of [...this.#listeners]) listener(this.#snapshot);
  }

  /** Changes the state of one source. */
  setSource(kind: SourceKind, change: Partial<CallSnapshot[SourceKind]>): void {
    this.set({ [kind]: { ...this.#snapshot[kind], ...change } });
  }

  /** Makes everybody this loud. */
  setLevels(levels: Readonly<Record<string, number>>): void {
    this.levels.set(new Map(Object.entries(levels)));
  }

  /** Tells one sample of the links to these participants. */
  setStatistics(statistics: Readonly<Record<string, LinkStatistics>>): void {
    this.statistics.set(new Map(Object.entries(statistics)));
  }

  subscribe(listener: (snapshot: CallSnapshot) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async join(): Promise<void> {
    this.commands.push(['join']);
  }

  async leave(): Promise<void> {
    this.commands.push(['leave']);
  }

  setDisplayName(displayName: string): void {
    const fault = displayNameFault(displayName.trim());
    if (fault !== null) throw new CallError('invalid-argument', fault);
    this.commands.push(['setDisplayName', displayName]);
    this.set({ displayName });
  }

  async turnOn(kind: SourceKind): Promise<void> {
    this.commands.push(['turnOn', kind]);
  }

  async turnOff(kind: SourceKind): Promise<void> {
    this.commands.push(['turnOff', kind]);
  }

  async chooseDevice(kind: SourceKind, deviceId: string | null): Promise<void> {
    this.commands.push(['chooseDevice', kind, deviceId]);
  }

  record(): Recording {
    return { events: this.events.backlog, stop: () => {}, text: async () => '' };
  }

  async dispose(): Promise<void> {
    this.commands.push(['dispose']);
  }
}
