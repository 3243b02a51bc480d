/** Addresses of one interface, with the lengths of their prefixes. */
export interface Addresses {
  readonly ipv4: string;
  readonly ipv6: string;
}

/** What a machine in a private net has: its addresses, and another that it can be given instead. */
export interface HostPlan extends Addresses {
  readonly otherIpv4: string;
}

/** What a private net has. */
export interface SitePlan {
  /** The router's addresses on its two uplinks; it uses one at a time. */
  readonly uplinks: readonly [Addresses, Addresses];
  /** The router's addresses in the private net. */
  readonly gateway: Addresses;
  /** The addresses of the machines in the private net. */
  readonly hosts: readonly HostPlan[];
}

/** The backbone that joins the public machines and the routers: one net, RFC 5737 and RFC 3849. */
export const BACKBONE: Addresses = { ipv4: '203.0.113.1', ipv6: '2001:db8::1' };
export const SIGNALING: Addresses = { ipv4: '203.0.113.10', ipv6: '2001:db8::10' };
export const TURN: Addresses = { ipv4: '203.0.113.20', ipv6: '2001:db8::20' };

/** coturn's name, which the lab's machines know: a `turns:` server has one. */
export const TURN_NAME = 'turn.lab.test';

/** Where coturn listens and relays. A page that is closed leaves its allocations for ten minutes, so there are many ports. */
export const TURN_PORTS = { plain: 3478, tls: 443, leastRelay: 49_152, mostRelay: 65_535 } as const;

/** Where the signaling server listens: what is open everywhere. */
export const SIGNALING_PORT = 443;

export const SITES: Readonly<Record<'west' | 'east', SitePlan>> = { west: site(1, 2), east: site(2, 1) };

function site(number: number, hosts: number): SitePlan {
  const inside = (host: number): Addresses => ({ ipv4: `10.0.${number}.${host}`, ipv6: `2001:db8:${number}::${host}` });
  const outside = (host: number): Addresses => ({ ipv4: `203.0.113.${host}`, ipv6: `2001:db8::${host}` });
  return {
    uplinks: [outside(100 + number), outside(200 + number)],
    gateway: inside(1),
    hosts: Array.from({ length: hosts }, (_, index) => ({ ...inside(index + 2), otherIpv4: inside(index + 102).ipv4 })),
  };
}

/** The private net of a gateway, for a route to it. */
export function prefixOf({ ipv6 }: Addresses): string {
  return `${ipv6.slice(0, ipv6.indexOf('::'))}::/64`;
}
