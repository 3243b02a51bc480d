import type { NetworkLab } from '../network/network-lab.ts';

/** Something that happens to the western net in mid-call. */
export interface Fault {
  readonly title: string;
  strike(net: NetworkLab): Promise<void>;
  /** Null: it stays, and another path is there at once. */
  readonly passes: { readonly afterMs: number; end(net: NetworkLab): Promise<void> } | null;
  /** Whether a link has to be replaced for it, as no path of the old one works any more. */
  readonly kills: boolean;
}

const AWAY_MS = 5_000;
const LOSSY_MS = 10_000;
const LOSS_PERCENT = 30;

export const FAULTS: readonly Fault[] = [
  {
    title: 'the route moves to another uplink',
    strike: ({ west }) => west.useUplink(1),
    passes: null,
    kills: true,
  },
  {
    title: 'the NAT becomes symmetric',
    strike: ({ west }) => west.become({ nat: 'symmetric' }),
    passes: null,
    kills: true,
  },
  {
    title: 'UDP is blocked',
    strike: ({ west }) => west.become({ open: 'no-udp' }),
    passes: null,
    kills: true,
  },
  {
    title: `the link is down for ${AWAY_MS / 1_000} s`,
    strike: ({ west }) => west.home(0).link('down'),
    passes: { afterMs: AWAY_MS, end: ({ west }) => west.home(0).link('up') },
    kills: false,
  },
  {
    title: `${LOSS_PERCENT} % loss for ${LOSSY_MS / 1_000} s`,
    strike: ({ west }) => west.become({ lossPercent: LOSS_PERCENT }),
    passes: { afterMs: LOSSY_MS, end: ({ west }) => west.become({ lossPercent: 0 }) },
    kills: false,
  },
];
