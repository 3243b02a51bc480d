import { MemoryLog, StoreUnavailableError } from '@rtc-call/room';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLogger, silentLogger } from '../logging/logger.ts';
import { RedisStore, type RedisStoreOptions, type RemoteLog } from './redis-store.ts';

const [own, others] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];

/** A log that is reached like one in Redis. */
class TestLog extends MemoryLog implements RemoteLog {
  isReady = true;
  closed = false;
  readonly #listeners = new Set<(isReady: boolean) => void>();

  watchReady(listener: (isReady: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  turn(isReady: boolean): void {
    this.isReady = isReady;
    for (const listener of this.#listeners) listener(isReady);
  }

  sharedSecret = async (_own: Uint8Array): Promise<Uint8Array> => others;

  async close(): Promise<void> {
    this.closed = true;
  }
}

let store: RedisStore | null = null;
afterEach(() => store?.close());

async function open(options: Partial<RedisStoreOptions> & Pick<RedisStoreOptions, 'connect'>): Promise<RedisStore> {
  const urls = ['redis://user:pass@redis.example:6379'];
  store = await RedisStore.open({ urls, secret: own, agree: true, logger: silentLogger(), retryMs: 1, ...options });
  return store;
}

/** Fails so many times, and then reaches the log. */
function connectAfter(failures: number, log: RemoteLog) {
  let left = failures;
  return async () => {
    left -= 1;
    if (left >= 0) throw new StoreUnavailableError();
    return log;
  };
}

describe('a store in Redis', () => {
  it('is ready when it is open, and passes on what is asked of it', async () => {
    const log = new TestLog();
    const opened = await open({ connect: async () => log });
    expect(opened.isReady).toBe(true);
    expect(opened.secrets()).toEqual([others, own]);
    expect(await opened.state('room')).toEqual(await log.state('room'));
    await opened.close();
    expect(log.closed).toBe(true);
  });

  it('signs with the secret it was given where that is every server’s', async () => {
    const opened = await open({ connect: async () => new TestLog(), agree: false });
    expect(opened.secrets()).toEqual([own]);
  });

  it('that cannot be reached at the start refuses, tries again, and tells when it is there', async () => {
    const opened = await open({ connect: connectAfter(3, new TestLog()), retryMs: 5 });
    expect(opened.isReady).toBe(false);
    expect(() => opened.secrets()).toThrow(StoreUnavailableError);
    await expect(opened.state('room')).rejects.toThrow(StoreUnavailableError);
    await expect(opened.append('room', { events: [] })).rejects.toThrow(StoreUnavailableError);
    await expect(opened.overdue('room')).rejects.toThrow(StoreUnavailableError);
    const told = vi.fn();
    opened.watchReady(told);
    await vi.waitFor(() => expect(told).toHaveBeenCalledOnce());
    expect(opened.isReady).toBe(true);
    expect((await opened.state('room')).epoch).toBe('');
  });

  it('is not there before the servers have agreed on a secret', async () => {
    const log = new TestLog();
    const refused = new TestLog();
    refused.sharedSecret = () => Promise.reject(new StoreUnavailableError());
    const logs = [refused, log];
    const opened = await open({ connect: async () => logs.shift() ?? log, retryMs: 5 });
    expect([opened.isReady, refused.closed]).toEqual([false, true]);
    await vi.waitFor(() => expect(opened.isReady).toBe(true));
  });

  it('tells when it is lost and when it is back', async () => {
    const log = new TestLog();
    const opened = await open({ connect: async () => log });
    const told: boolean[] = [];
    opened.watchReady(() => told.push(opened.isReady));
    log.turn(false);
    log.turn(true);
    expect(told).toEqual([false, true]);
  });

  it('stops trying when it is closed', async () => {
    const connect = vi.fn(connectAfter(Number.POSITIVE_INFINITY, new TestLog()));
    const opened = await open({ connect });
    await opened.close();
    const tries = connect.mock.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(connect).toHaveBeenCalledTimes(tries);
  });

  it('closes what it reaches only after it was closed', async () => {
    const log = new TestLog();
    const reached = Promise.withResolvers<RemoteLog>();
    const tries = [Promise.reject(new StoreUnavailableError()), reached.promise];
    const connect = vi.fn(() => tries.shift() ?? reached.promise);
    const opened = await open({ connect });
    await vi.waitFor(() => expect(connect).toHaveBeenCalledTimes(2));
    await opened.close();
    reached.resolve(log);
    await vi.waitFor(() => expect(log.closed).toBe(true));
    expect(opened.isReady).toBe(false);
  });

  it('tells the log where it is without its password', async () => {
    let written = '';
    const logger = createLogger({ format: 'json', output: { write: (line: string) => (written += line) } });
    await open({ connect: connectAfter(1, new TestLog()), logger });
    expect(written).toContain('redis.example');
    expect(written).not.toContain('pass');
  });

  it('logs why it cannot be reached once, and again when it is for another reason', async () => {
    let written = '';
    const logger = createLogger({ format: 'json', output: { write: (line: string) => (written += line) } });
    const reasons = ['refused', 'refused', 'refused', 'timed out', 'timed out'];
    const connect = async () => {
      const reason = reasons.shift();
      if (reason !== undefined) throw new StoreUnavailableError(new Error(reason));
      return new TestLog();
    };
    const opened = await open({ connect, logger });
    await vi.waitFor(() => expect(opened.isReady).toBe(true));
    expect(Array.from(written.matchAll(/"reason":"([^"]*)"/g), ([, reason]) => reason)).toEqual([
      'refused',
      'timed out',
    ]);
  });
});
