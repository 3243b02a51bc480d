import { GrpcWebError } from './grpc-web-error.ts';

const MILLISECONDS: ReadonlyMap<string, number> = new Map([
  ['H', 3_600_000],
  ['M', 60_000],
  ['S', 1_000],
  ['m', 1],
  ['u', 1e-3],
  ['n', 1e-6],
]);

/** The longest delay that setTimeout keeps to; a longer one fires at once. */
const LONGEST_DELAY = 2 ** 31 - 1;

/** What a call without `grpc-timeout` has for a deadline: the last instant that a Date can hold. */
export const NO_DEADLINE = 8.64e15;

/** Reads `grpc-timeout` (gRPC over HTTP/2, "Timeout"): at most eight digits and a unit. In milliseconds. */
export function parseTimeout(header: string): number {
  const [, digits, unit = ''] = /^(\d{1,8})([HMSmun])$/.exec(header) ?? [];
  const milliseconds = MILLISECONDS.get(unit);
  if (digits === undefined || milliseconds === undefined) {
    throw new GrpcWebError(
      'timeout-malformed',
      'grpc-timeout must be 1 to 8 digits and one of the units H, M, S, m, u, n.',
    );
  }
  return Number(digits) * milliseconds;
}

/** Calls back once when the deadline (milliseconds since the epoch) is reached. Returns how to call that off. */
export function atDeadline(deadline: number, expired: () => void): () => void {
  if (deadline >= NO_DEADLINE) return () => {};
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = deadline - Date.now();
    // Rounded up, because a timer may fire a fraction of a millisecond early.
    timer = setTimeout(left > LONGEST_DELAY ? wait : expired, Math.min(Math.max(0, Math.ceil(left)), LONGEST_DELAY));
  };
  wait();
  return () => clearTimeout(timer);
}
