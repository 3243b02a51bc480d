import type { CallLab } from '../call-lab.ts';
import { connectionsOf } from '../calls/connections-of.ts';
import { lookedTwice } from '../calls/looked-twice.ts';
import { type SelectedPath, selectedPaths } from '../calls/selected-paths.ts';
import type { NetworkLab } from '../network/network-lab.ts';
import type { RouterCounter } from '../network/router-rules.ts';
import type { Carriers, NatCell, PathKind } from './nat-cells.ts';
import { carrierOf, countTraffic, type Traffic } from './traffic.ts';
import { callBetween } from './two-ends.ts';

/** What happened in a cell of the matrix. */
export interface CellOutcome {
  /** From the moment that the second one joined until both had seen a picture of the other, in milliseconds. */
  readonly firstFrameMs: number;
  readonly path: PathKind;
  /** The selected candidate pair, as each end sees it. */
  readonly ends: readonly SelectedPath[];
  /** What carried the call past either router. */
  readonly carriers: Carriers;
  /** The packets during a second of the call. */
  readonly traffic: Traffic;
  /** How many peer connections either end has made. */
  readonly connections: readonly number[];
}

/** Holds a call on a net such as the cell says. The net is as before afterwards. */
export async function measureCell(lab: CallLab, cell: NatCell): Promise<CellOutcome> {
  const { west, east } = lab.net;
  const homes = [west.home(0), cell.nets === 'same' ? west.home(1) : east.home(0)] as const;
  const [here, there] = cell.browsers;
  try {
    await Promise.all([
      west.become(cell.west),
      east.become(cell.east),
      ...homes.map((home) => home.speak(cell.family)),
    ]);
    const { pages, firstFrameMs } = await callBetween(
      lab,
      { home: homes[0], browser: here },
      { home: homes[1], browser: there },
    );
    await lookedTwice(pages);
    const { traffic, carriers } = await countSettledTraffic(lab.net);
    const ends = (await Promise.all(pages.map(selectedPaths))).flat();
    const connections = await connectionsOf(pages);
    return { firstFrameMs, path: kindOf(ends), ends, carriers, traffic, connections };
  } finally {
    await lab.reset();
    await Promise.all(homes.map((home) => home.speak('ipv4')));
  }
}

/** Counts again until the same carries the call as the time before. */
async function countSettledTraffic(net: NetworkLab): Promise<Pick<CellOutcome, 'traffic' | 'carriers'>> {
  let before: Carriers | null = null;
  for (;;) {
    const traffic = await countTraffic(net);
    const carriers = { west: carrierOf(traffic.west), east: carrierOf(traffic.east) };
    if (before?.west === carriers.west && before.east === carriers.east) return { traffic, carriers };
    before = carriers;
  }
}

/** A candidate may show as peer-reflexive at one end that is relayed or server-reflexive at the other. */
function kindOf(ends: readonly SelectedPath[]): PathKind {
  const types = new Set(ends.flatMap(({ local, remote }) => [local, remote]));
  if (types.has('relay')) return 'relay';
  return types.has('srflx') || types.has('prflx') ? 'server-reflexive' : 'host';
}

const OVER: Readonly<Record<RouterCounter, string>> = {
  peerUdp: '',
  turnUdp: ' over UDP',
  turnTcp: ' over TCP',
  turnTls: ' over TLS',
};

/** The path for people, with how the first end speaks to its relay. */
export function pathInWords({ path, carriers: { west } }: CellOutcome): string {
  return `${path}${west === null ? '' : OVER[west]}`;
}
