import type { RoomHost } from '@rtc-call/room';
import type { Clock } from '../../ports/clock.ts';
import type { FakeConnection } from './fake-connection.ts';
import { PausableClock } from './pausable-clock.ts';

/** How long a process that stops still takes to exit, in milliseconds: what it has to say is on its way by then. */
const EXIT_MS = 50;

/** One server process of a FakeSignalingServer: it starts, stands still, and stops. */
export class FakeServer {
  /** Those that are open, of every client. */
  readonly connections = new Set<FakeConnection>();
  readonly #clock: Clock;
  readonly #createHost: (clock: Clock) => RoomHost;
  #process: { readonly host: RoomHost; readonly clock: PausableClock } | null = null;

  constructor(clock: Clock, createHost: (clock: Clock) => RoomHost) {
    this.#clock = clock;
    this.#createHost = createHost;
    this.start();
  }

  /** What serves; null while no process runs. */
  get host(): RoomHost | null {
    return this.#process?.host ?? null;
  }

  get isPaused(): boolean {
    return this.#process?.clock.isPaused ?? false;
  }

  start(): void {
    if (this.#process !== null) return;
    const clock = new PausableClock(this.#clock);
    this.#process = { clock, host: this.#createHost(clock) };
  }

  /** SIGKILL: connections break, and nobody is told anything. */
  kill(): void {
    const killed = this.#process;
    this.#process = null;
    for (const connection of [...this.connections]) connection.break();
    killed?.clock.stop();
    killed?.host.close();
  }

  /** SIGSTOP. */
  pause(): void {
    this.#process?.clock.pause();
  }

  /** SIGCONT. */
  goOn(): void {
    this.#process?.clock.goOn();
  }

  /** SIGTERM: sends the clients elsewhere within this time, ends what is left, and exits. */
  async stop(drainMs: number): Promise<void> {
    const stopping = this.#process;
    if (stopping === null) return;
    await stopping.host.drain(drainMs);
    stopping.host.close();
    await new Promise<void>((resolve) => this.#clock.after(EXIT_MS, resolve));
    if (this.#process === stopping) this.kill();
  }

  /** Does it now, or when the process goes on; never when it is killed before that. */
  whenAwake(run: () => void): void {
    this.#process?.clock.whenAwake(run);
  }

  /** Hands a message that has arrived to the process; when it stands still, once it goes on. */
  receive(handle: (host: RoomHost) => void): void {
    const process = this.#process;
    process?.clock.whenAwake(() => {
      if (this.#process === process) handle(process.host);
    });
  }
}
