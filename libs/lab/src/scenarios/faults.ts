import type { NetworkLab } from '../network/network-lab.ts';

/** Something that happens to the western net in mid-call. */
export interface Fault {
  readonly title: string;
  strike(net: NetworkLab): Promise<void>;
  /** Null: it stays, and another path is there at once. */
  readonly passes: { readonly afterMs: number; end(net: NetworkLab): Promise<void> } | null;
  /**
   * - `path-is-dead`: the link has to be replaced, or finds a worse path after a while.
   * - `path-pauses`: the same path works again afterwards.
   * - `path-is-bad`: it works, and there is no better one.
   */
  readonly effect: 'path-is-dead' | 'path-pauses' | 'path-is-bad';
}

const AWAY_MS = 5_000;
const LOSSY_MS = 10_000;
const LOSS_PERCENT = 30;

export const FAULTS: readonly Fault[] = [
  {
    title: 'the route moves to another uplink',
    strike: ({ west }) => west.useUplink(1),
    passes: null,
    effect: 'path-is-dead',
  },
  {
    title: 'the machine has another address',
    strike: ({ west }) => west.home(0).changeAddress(),
    passes: null,
    effect: 'path-is-dead',
  },
  {
    title: 'the NAT becomes symmetric',
    strike: ({ west }) => west.become({ nat: 'symmetric' }),
    passes: null,
    effect: 'path-is-dead',
  },
  {
    title: 'UDP is blocked',
    strike: ({ west }) => west.become({ open: 'no-udp' }),
    passes: null,
    effect: 'path-is-dead',
  },
  {
    title: `the link is down for ${AWAY_MS / 1_000} s`,
    strike: ({ west }) => west.home(0).link('down'),
    passes: { afterMs: AWAY_MS, end: ({ west }) => west.home(0).link('up') },
    effect: 'path-pauses',
  },
  {
    title: `${LOSS_PERCENT} % loss for ${LOSSY_MS / 1_000} s`,
    strike: ({ west }) => west.become({ lossPercent: LOSS_PERCENT }),
    passes: { afterMs: LOSSY_MS, end: ({ west }) => west.become({ lossPercent: 0 }) },
    effect: 'path-is-bad',
  },
];
