import { type Addresses, TURN, TURN_NAME } from './lab-plan.ts';
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
  readonly #addresses: Addresses;
  readonly #gateway: Addresses;
  #family: AddressFamily = 'ipv4';

  private constructor(
    namespace: NetworkNamespace,
    router: NetworkNamespace,
    port: string,
    addresses: Addresses,
    gateway: Addresses,
  ) {
    this.namespace = namespace;
    this.#router = router;
    this.#port = port;
    this.#addresses = addresses;
    this.#gateway = gateway;
  }

  static async build(
    name: string,
    router: NetworkNamespace,
    port: string,
    addresses: Addresses,
    gateway: Addresses,
  ): Promise<Home> {
    const namespace = await NetworkNamespace.create(name);
    await namespace.ip(`link add ${INTERFACE} type veth peer name ${port} netns ${router.name}`);
    await router.ip(`link set ${port} master lan up`);
    const home = new Home(namespace, router, port, addresses, gateway);
    await home.speak(home.family);
    return home;
  }

  /** The family of its addresses. */
  get family(): AddressFamily {
    return this.#family;
  }

  /** Has addresses of this family from now on, and no others. */
  async speak(family: AddressFamily): Promise<void> {
    this.#family = family;
    await this.namespace.knows({ [TURN_NAME]: TURN[family] });
    await this.namespace.set({ [`net/ipv6/conf/${INTERFACE}/disable_ipv6`]: family === 'ipv6' ? 0 : 1 });
    await this.namespace.ip(
      `address flush dev ${INTERFACE}`,
      `link set ${INTERFACE} up`,
      family === 'ipv4'
        ? `address add ${this.#addresses.ipv4}/24 dev ${INTERFACE}`
        : `address add ${this.#addresses.ipv6}/64 dev ${INTERFACE} nodad`,
      `route add default via ${this.#gateway[family]} dev ${INTERFACE}`,
      // Who has lost a cable asks for its neighbours once a second; known ones are there with the cable.
      `neighbour replace ${this.#gateway[family]} lladdr ${GATEWAY_MAC} dev ${INTERFACE} nud permanent`,
    );
  }

  /** Pulls its cable: the machine sees that its link is down. Or plugs it in again. */
  async link(state: 'down' | 'up'): Promise<void> {
    await this.#router.ip(`link set ${this.#port} ${state}`);
  }
}
