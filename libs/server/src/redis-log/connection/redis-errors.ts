import { ErrorReply } from '@redis/client';
import { StoreUnavailableError } from '@rtc-call/room';

/** The errors by which Redis says that it cannot do now what it could do at another time, or what another node can. */
const NOT_NOW = new Set([
  'ASK',
  'BUSY',
  'CLUSTERDOWN',
  'LOADING',
  'MASTERDOWN',
  'MISCONF',
  'MOVED',
  'NOREPLICAS',
  'OOM',
  'READONLY',
  'TRYAGAIN',
]);

/** The code that an error of Redis begins with; null for an error that Redis did not answer. */
export function codeOf(error: unknown): string | null {
  if (!(error instanceof ErrorReply)) return null;
  return /^[A-Z]+/.exec(error.message)?.[0] ?? '';
}

/** Which slot is now kept elsewhere, and at which `host:port`; null where an error does not say so. */
export function movedTo(error: unknown): { readonly slot: number; readonly address: string } | null {
  if (codeOf(error) !== 'MOVED') return null;
  const [, slot = '', address = ''] = (error as ErrorReply).message.split(' ');
  return { slot: Number(slot), address };
}

/** What to throw for an error of a command: StoreUnavailableError, unless the command itself was wrong. */
export function asStoreError(error: unknown): unknown {
  const code = codeOf(error);
  if (error instanceof StoreUnavailableError || (code !== null && !NOT_NOW.has(code))) return error;
  return new StoreUnavailableError(error);
}
