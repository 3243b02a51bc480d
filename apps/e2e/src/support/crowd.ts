import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

const MAIN = new URL('crowd-main.ts', import.meta.url).pathname;

/** Many guests of one server in a process of their own, a few to a room. They live until `end`. */
export class Crowd {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Brings so many into rooms of so many places each, and waits until all are in. */
  static async gather(server: string, count: number, roomSize: number): Promise<Crowd> {
    const child = fork(MAIN, [server, String(count), String(roomSize)], { execArgv: [] });
    const crowd = new Crowd(child);
    await crowd.back();
    return crowd;
  }

  /** Resets the connections of all at once. */
  cut(): void {
    this.#child.send('cut');
  }

  /** Resolves when everybody is back, with the milliseconds since the first one lost its stream. */
  async back(): Promise<number> {
    const [{ allInAfterMs }] = (await once(this.#child, 'message')) as [{ allInAfterMs: number }];
    return allInAfterMs;
  }

  end(): void {
    this.#child.kill();
  }
}
