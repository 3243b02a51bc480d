import type { Backbone } from './backbone.ts';
import { readCounters } from './counters.ts';
import { GATEWAY_MAC, Home } from './home.ts';
import { BACKBONE, type SitePlan } from './lab-plan.ts';
import { NetworkNamespace } from './network-namespace.ts';
import {
  ORDINARY_MODE,
  ROUTER_COUNTERS,
  ROUTER_COUNTING,
  type RouterCounters,
  type RouterMode,
  routerRules,
} from './router-rules.ts';

/** A private net: a router with two uplinks, of which it uses one, and the machines behind it. */
export class Site {
  readonly #plan: SitePlan;
  readonly #router: NetworkNamespace;
  readonly homes: readonly Home[];
  #mode = ORDINARY_MODE;
  #zone = 1;
  #uplink: 0 | 1 = 0;

  private constructor(plan: SitePlan, router: NetworkNamespace, homes: readonly Home[]) {
    this.#plan = plan;
    this.#router = router;
    this.homes = homes;
  }

  /** Builds it with an ordinary router on its first uplink, and machines that speak IPv4. */
  static async build(lab: string, name: string, plan: SitePlan, backbone: Backbone): Promise<Site> {
    const { gateway } = plan;
    const router = await NetworkNamespace.create(`${lab}-${name}`);
    await router.set({
      'net/ipv4/ip_forward': 1,
      'net/ipv6/conf/all/forwarding': 1,
      // An uplink that was down has its address again.
      'net/ipv6/conf/all/keep_addr_on_down': 1,
    });
    await router.ip(
      `link add lan address ${GATEWAY_MAC} type bridge forward_delay 0 mcast_snooping 0`,
      'link set lan up',
      `address add ${gateway.ipv4}/24 dev lan`,
      `address add ${gateway.ipv6}/64 dev lan nodad`,
    );
    for (const [index, { ipv4, ipv6 }] of plan.uplinks.entries()) {
      await backbone.plug(router, wan(index));
      await router.ip(`address add ${ipv4}/24 dev ${wan(index)}`, `address add ${ipv6}/64 dev ${wan(index)} nodad`);
    }
    const homes: Home[] = [];
    for (const [index, addresses] of plan.hosts.entries()) {
      homes.push(await Home.build(`${lab}-${name}${index}`, router, `home${index}`, addresses, gateway));
    }
    const site = new Site(plan, router, homes);
    await router.nft(ROUTER_COUNTING);
    await site.#apply();
    await site.useUplink(0);
    return site;
  }

  /** The machine of this number, from 0. */
  home(index: number): Home {
    const home = this.homes[index];
    if (home === undefined) throw new Error(`There are only ${this.homes.length} machines in this net.`);
    return home;
  }

  /** The router's public IPv4 address at this moment. */
  get publicAddress(): string {
    return this.#plan.uplinks[this.#uplink].ipv4;
  }

  /** Treats from now on so what passes. Its mappings stay, unless it is another kind of NAT. */
  async become(mode: Partial<RouterMode>): Promise<void> {
    const before = this.#mode;
    this.#mode = { ...before, ...mode };
    if (this.#mode.nat !== before.nat) this.#zone += 1;
    await this.#apply();
  }

  /** Uses this uplink, and has another public address by it. The other one is down. */
  async useUplink(uplink: 0 | 1): Promise<void> {
    this.#uplink = uplink;
    await this.#router.ip(
      `link set ${wan(1 - uplink)} down`,
      `link set ${wan(uplink)} up`,
      `route replace default via ${BACKBONE.ipv6} dev ${wan(uplink)}`,
    );
  }

  /** An ordinary router on its first uplink again, that has forgotten all mappings, and every cable in its place. */
  async reset(): Promise<void> {
    this.#mode = ORDINARY_MODE;
    this.#zone += 1;
    await this.#apply();
    if (this.#uplink !== 0) await this.useUplink(0);
    await Promise.all(this.homes.map((home) => home.reset()));
  }

  /** The packets that have passed its router so far. */
  async counters(): Promise<RouterCounters> {
    return readCounters(ROUTER_COUNTERS, await this.#router.nftList('counters'));
  }

  #apply(): Promise<void> {
    return this.#router.nft(routerRules(this.#mode, this.#zone));
  }
}

function wan(uplink: number): string {
  return `wan${uplink}`;
}
