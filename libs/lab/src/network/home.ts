import { type Addresses, type HostPlan, TURN, TURN_NAME } from './lab-plan.ts';
import { NetworkNamespace } from './network-namespace.ts';

const INTERFACE = 'eth0';

/** The hardware address of every router inside its net; of those that anybody may choose (RFC 9542, section 2.1). */
export const GATEWAY_MAC = '02:00:00:00:00:01';

/** Of which family a machine's addresses are. */
export type AddressFamily = 'ipv4' | 'ipv6';

/** A machine in a private net, with a cable to the router's switch. */
export class Home {
  readonly namespace: NetworkNamespace;
  readonly #router: NetworkNamespace;
  readonly #port: string;
  readonly #plan: HostPlan;
  readonly #gateway: Addresses;
  #family: AddressFamily = 'ipv4';
  #address = '';

  private constructor(
    namespace: NetworkNamespace,
    router: NetworkNamespace,
    port: string,
    plan: HostPlan,
    gateway: Addresses,
  ) {
    this.namespace = namespace;
    this.#router = router;
    this.#port = port;
    this.#plan = plan;
    this.#gateway = gateway;
  }

  static async build(
    name: string,
    router: NetworkNamespace,
    port: string,
    plan: HostPlan,
    gateway: Addresses,
  ): Promise<Home> {
    const namespace = await NetworkNamespace.create(name);
    await namespace.ip(`link add ${INTERFACE} type veth peer name ${port} netns ${router.name}`);
    await router.ip(`link set ${port} master lan up`);
    const home = new Home(namespace, router, port, plan, gateway);
    await home.speak(home.family);
    return home;
  }

  /** The family of its addresses. */
  get family(): AddressFamily {
    return this.#family;
  }

  /** Has an address of this family from now on, and no others. */
  async speak(family: AddressFamily): Promise<void> {
    this.#family = family;
    await this.namespace.knows({ [TURN_NAME]: TURN[family] });
    await this.namespace.set({ [`net/ipv6/conf/${INTERFACE}/disable_ipv6`]: family === 'ipv6' ? 0 : 1 });
    await this.#have(family === 'ipv4' ? `${this.#plan.ipv4}/24` : `${this.#plan.ipv6}/64 nodad`);
  }

  /** Has another IPv4 address in the place of the one it had, as from a router that has forgotten it. */
  async changeAddress(): Promise<void> {
    await this.#have(`${this.#plan.otherIpv4}/24`);
  }

  /** Pulls its cable: the machine sees that its link is down. Or plugs it in again. */
  async link(state: 'down' | 'up'): Promise<void> {
    await this.#router.ip(`link set ${this.#port} ${state}`);
  }

  /** Has its cable and its usual address again, of the family that it speaks. */
  async reset(): Promise<void> {
    await this.link('up');
    await this.speak(this.#family);
  }

  /** Browsers break off what they load when an address goes, so one that stays is left alone. */
  async #have(address: string): Promise<void> {
    if (address === this.#address) return;
    this.#address = address;
    const gateway = this.#gateway[this.#family];
    await this.namespace.ip(
      `address flush dev ${INTERFACE}`,
      `link set ${INTERFACE} up`,
      `address add ${address} dev ${INTERFACE}`,
      `route add default via ${gateway} dev ${INTERFACE}`,
      // Who has lost a cable asks for its neighbours once a second; known ones are there with the cable.
      `neighbour replace ${gateway} lladdr ${GATEWAY_MAC} dev ${INTERFACE} nud permanent`,
    );
  }
}
