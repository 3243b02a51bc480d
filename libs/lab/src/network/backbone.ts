import { type Addresses, BACKBONE, prefixOf, SIGNALING, SITES, TURN, TURN_NAME, TURN_PORTS } from './lab-plan.ts';
import { type Counters, readCounters } from './counters.ts';
import { NetworkNamespace } from './network-namespace.ts';

/** What coturn receives, by how it comes: from clients, and from peers on its relay addresses. */
export const TURN_COUNTERS = ['fromClientsUdp', 'fromClientsTcp', 'fromClientsTls', 'fromPeers'] as const;

export type TurnCounters = Counters<(typeof TURN_COUNTERS)[number]>;

const TURN_COUNTING = `
table inet count {
  ${TURN_COUNTERS.map((name) => `counter ${name} {}`).join('\n  ')}
  chain input {
    type filter hook input priority filter; policy accept;
    udp dport ${TURN_PORTS.plain} counter name fromClientsUdp
    tcp dport ${TURN_PORTS.plain} counter name fromClientsTcp
    tcp dport ${TURN_PORTS.tls} counter name fromClientsTls
    udp dport ${TURN_PORTS.leastRelay}-${TURN_PORTS.mostRelay} counter name fromPeers
  }
}
`;

/** Everything is lost that comes to the signaling server, and it is not told. */
const UNREACHABLE = 'table inet unreachable { chain input { type filter hook input priority filter; policy drop; }; }';

/** The public net: a switch, and on it the machines of the signaling server and of coturn. */
export class Backbone {
  readonly #switch: NetworkNamespace;
  /** The machine for the signaling server. */
  readonly signaling: NetworkNamespace;
  /** The machine for coturn. */
  readonly turn: NetworkNamespace;

  private constructor(theSwitch: NetworkNamespace, signaling: NetworkNamespace, turn: NetworkNamespace) {
    this.#switch = theSwitch;
    this.signaling = signaling;
    this.turn = turn;
  }

  static async build(lab: string): Promise<Backbone> {
    const [theSwitch, signaling, turn] = await Promise.all([
      NetworkNamespace.create(`${lab}-backbone`),
      NetworkNamespace.create(`${lab}-signaling`),
      NetworkNamespace.create(`${lab}-turn`),
    ]);
    await theSwitch.set({ 'net/ipv6/conf/all/forwarding': 1 });
    await theSwitch.ip(
      'link add br0 type bridge forward_delay 0 mcast_snooping 0',
      'link set br0 up',
      `address add ${BACKBONE.ipv4}/24 dev br0`,
      `address add ${BACKBONE.ipv6}/64 dev br0 nodad`,
      ...Object.values(SITES).map(({ gateway, uplinks }) => `route add ${prefixOf(gateway)} via ${uplinks[0].ipv6}`),
    );
    const backbone = new Backbone(theSwitch, signaling, turn);
    await backbone.#join(signaling, SIGNALING);
    await backbone.#join(turn, TURN);
    await turn.nft(TURN_COUNTING);
    // The server proves its TURN servers by their name.
    await signaling.knows({ [TURN_NAME]: TURN.ipv4 });
    return backbone;
  }

  /** Plugs an interface of this name into the switch. */
  async plug(machine: NetworkNamespace, name: string): Promise<void> {
    const port = `${machine.name.split('-').at(-1)}-${name}`;
    await machine.ip(`link add ${name} type veth peer name ${port} netns ${this.#switch.name}`);
    await this.#switch.ip(`link set ${port} master br0 up`);
  }

  /** Loses all that comes to the signaling server, or no longer. */
  async losesSignaling(loses: boolean): Promise<void> {
    await this.signaling.nft(`add table inet unreachable\ndelete table inet unreachable\n${loses ? UNREACHABLE : ''}`);
  }

  /** What coturn has received so far. */
  async turnCounters(): Promise<TurnCounters> {
    return readCounters(TURN_COUNTERS, await this.turn.nftList('counters'));
  }

  async #join(machine: NetworkNamespace, { ipv4, ipv6 }: Addresses): Promise<void> {
    await this.plug(machine, 'eth0');
    await machine.ip(
      'link set eth0 up',
      `address add ${ipv4}/24 dev eth0`,
      `address add ${ipv6}/64 dev eth0 nodad`,
      `route add default via ${BACKBONE.ipv6}`,
    );
  }
}
