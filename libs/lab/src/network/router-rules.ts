import type { Counters } from './counters.ts';
import { TURN, TURN_PORTS } from './lab-plan.ts';

/** How a router treats what passes it. */
export interface RouterMode {
  /**
   * - `ordinary`: an inside address and port keep one outside port, whomever they speak to (RFC 4787: endpoint-independent
   *   mapping in effect, address- and port-dependent filtering).
   * - `symmetric`: another random outside port for each remote address and port (address- and port-dependent mapping).
   */
  readonly nat: 'ordinary' | 'symmetric';
  /** What may pass: everything, everything but UDP, or nothing but TCP to port 443. */
  readonly open: 'all' | 'no-udp' | 'only-443';
  /** How much of all that passes is lost at random, in each direction, in percent. */
  readonly lossPercent: number;
  /** How much of what goes to coturn by UDP is lost at first, in bytes; from then on nothing. */
  readonly lostAtFirst: number;
}

/** A household's router. */
export const ORDINARY_MODE: RouterMode = { nat: 'ordinary', open: 'all', lossPercent: 0, lostAtFirst: 0 };

/** The kinds of traffic that a router counts: to and from others directly, and coturn by UDP, TCP and TLS. */
export const ROUTER_COUNTERS = ['peerUdp', 'turnUdp', 'turnTcp', 'turnTls'] as const;

export type RouterCounter = (typeof ROUTER_COUNTERS)[number];
export type RouterCounters = Counters<RouterCounter>;

/**
 * What counts, after the filters, in both directions. What stays inside is not counted, although the kernel may show it
 * what passes a switch (br_netfilter). The counters stay when the mode changes.
 */
export const ROUTER_COUNTING = `
table inet count {
  ${ROUTER_COUNTERS.map((name) => `counter ${name} {}`).join('\n  ')}
  chain turn {
    meta l4proto udp counter name turnUdp accept
    tcp dport ${TURN_PORTS.plain} counter name turnTcp
    tcp sport ${TURN_PORTS.plain} counter name turnTcp
    tcp dport ${TURN_PORTS.tls} counter name turnTls
    tcp sport ${TURN_PORTS.tls} counter name turnTls
  }
  chain outside {
    ip daddr ${TURN.ipv4} goto turn
    ip saddr ${TURN.ipv4} goto turn
    ip6 daddr ${TURN.ipv6} goto turn
    ip6 saddr ${TURN.ipv6} goto turn
    meta l4proto udp counter name peerUdp
  }
  chain forward {
    type filter hook forward priority 10; policy accept;
    iifname "wan*" jump outside
    oifname "wan*" jump outside
  }
}
`;

const MASQUERADE: Readonly<Record<RouterMode['nat'], string>> = {
  ordinary: 'masquerade',
  symmetric: 'masquerade random,fully-random',
};

const CLOSED: Readonly<Record<RouterMode['open'], string>> = {
  all: '',
  'no-udp': 'meta l4proto udp drop',
  // Not in one rule, `sport != 443 dport != 443`: nft takes the two for one number, and drops what has either.
  'only-443': 'jump onlyHttps',
};

/**
 * The rules of a mode, in the place of those before.
 * @param zone connections of one zone are unknown in another (nft(8), `ct zone`): with another number a router has
 *   forgotten all mappings, as one that was replaced.
 */
export function routerRules({ nat, open, lossPercent, lostAtFirst }: RouterMode, zone: number): string {
  return `
add table inet rules
delete table inet rules
table inet rules {
  chain zone {
    type filter hook prerouting priority raw; policy accept;
    ct zone set ${zone}
  }
  chain onlyHttps {
    tcp dport 443 return
    tcp sport 443 return
    drop
  }
  chain forward {
    type filter hook forward priority filter; policy accept;
    ${lossPercent > 0 ? `numgen random mod 100 < ${lossPercent} drop` : ''}
    ${lostAtFirst > 0 ? `ip daddr ${TURN.ipv4} udp dport ${TURN_PORTS.plain} quota until ${lostAtFirst} bytes drop` : ''}
    ${CLOSED[open]}
    ct state established,related accept
    iifname "wan*" drop
  }
  chain input {
    type filter hook input priority filter; policy accept;
    iifname "wan*" meta l4proto { tcp, udp } drop
  }
  chain postrouting {
    type nat hook postrouting priority srcnat; policy accept;
    oifname "wan*" meta nfproto ipv4 ${MASQUERADE[nat]}
  }
}
`;
}
