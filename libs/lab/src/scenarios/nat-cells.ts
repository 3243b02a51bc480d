import type { BrowserName } from '../browsers/launch.ts';
import type { AddressFamily } from '../network/home.ts';
import type { RouterCounter, RouterMode } from '../network/router-rules.ts';

/** By which candidates two ends are connected, as far as a user cares. */
export type PathKind = 'host' | 'server-reflexive' | 'relay';

/** One cell of the matrix: what is between two ends, and the path that they must find. */
export interface NatCell {
  readonly title: string;
  /** Both ends in the western net, or one in each. */
  readonly nets: 'same' | 'two';
  readonly family: AddressFamily;
  /** The router of the first end, and that of the second; what is not said is ordinary. */
  readonly west: Partial<RouterMode>;
  readonly east: Partial<RouterMode>;
  /** The browsers of both ends. */
  readonly browsers: readonly [BrowserName, BrowserName];
  readonly path: PathKind;
  /** Of an end that has the choice it is not said. */
  readonly carriers: Partial<Carriers>;
}

/** What carries a call past the router of either end; null where it does not leave the net. */
export interface Carriers {
  readonly west: RouterCounter | null;
  readonly east: RouterCounter | null;
}

const ORDINARY = {
  nets: 'two',
  family: 'ipv4',
  west: {},
  east: {},
  browsers: ['chromium', 'chromium'],
} as const satisfies Partial<NatCell>;

const SYMMETRIC = { nat: 'symmetric' } as const;
const NO_UDP = { open: 'no-udp' } as const;

const DIRECT = { west: 'peerUdp', east: 'peerUdp' } as const;
const RELAYED = { west: 'turnUdp', east: 'turnUdp' } as const;
// The other end has the choice between several ways to the relay of the first.
const RELAYED_OVER_TCP = { west: 'turnTcp' } as const;
const RELAYED_OVER_TLS = { west: 'turnTls' } as const;

const WITH_FIREFOX = { browsers: ['firefox', 'chromium'] } as const;

const REFLEXIVE_CELL = { ...ORDINARY, title: 'two ordinary NATs', path: 'server-reflexive', carriers: DIRECT } as const;
const SYMMETRIC_CELL = {
  ...ORDINARY,
  title: 'symmetric NATs on both sides',
  west: SYMMETRIC,
  east: SYMMETRIC,
  path: 'relay',
  carriers: RELAYED,
} as const;
/** Of the first tries to allocate. Then the relay over TCP is found first. */
const LOST_BYTES = 200;
const NO_UDP_CELL = {
  ...ORDINARY,
  title: 'UDP blocked on one side',
  west: NO_UDP,
  path: 'relay',
  carriers: RELAYED_OVER_TCP,
} as const;

/** The networks that people are in. */
export const NAT_CELLS: readonly NatCell[] = [
  { ...ORDINARY, title: 'the same net', nets: 'same', path: 'host', carriers: { west: null, east: null } },
  REFLEXIVE_CELL,
  { ...ORDINARY, title: 'a symmetric NAT on one side', west: SYMMETRIC, path: 'relay', carriers: RELAYED },
  SYMMETRIC_CELL,
  {
    ...SYMMETRIC_CELL,
    title: 'symmetric NATs on both sides, the first packets lost',
    west: { ...SYMMETRIC, lostAtFirst: LOST_BYTES },
  },
  NO_UDP_CELL,
  {
    ...ORDINARY,
    title: 'only port 443 open on one side, for signaling too',
    west: { open: 'only-443' },
    path: 'relay',
    carriers: RELAYED_OVER_TLS,
  },
  { ...ORDINARY, title: 'IPv6 only', family: 'ipv6', path: 'host', carriers: DIRECT },
  {
    ...NO_UDP_CELL,
    title: 'IPv6 only, and UDP blocked on one side',
    family: 'ipv6',
  },
  { ...REFLEXIVE_CELL, ...WITH_FIREFOX, title: 'two ordinary NATs, Firefox' },
  { ...SYMMETRIC_CELL, ...WITH_FIREFOX, title: 'symmetric NATs on both sides, Firefox' },
  { ...NO_UDP_CELL, ...WITH_FIREFOX, title: 'UDP blocked on one side, Firefox' },
  { ...NO_UDP_CELL, browsers: ['chromium', 'firefox'], title: 'UDP blocked on one side, Firefox on the other' },
];
