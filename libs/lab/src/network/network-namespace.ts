import { mkdir, writeFile } from 'node:fs/promises';
import { runProgram } from './run-program.ts';

/** Where `ip netns exec` finds the files that stand in for those of /etc. */
export const ETC_NETNS = '/etc/netns';

/** A machine of the lab, as far as its network goes: interfaces, routes and filters of its own (ip-netns(8)). */
export class NetworkNamespace {
  readonly name: string;

  private constructor(name: string) {
    this.name = name;
  }

  /** Makes it, with its loopback up. It can look up no names but `localhost`, and those that `knows` tells it. */
  static async create(name: string): Promise<NetworkNamespace> {
    const etc = `${ETC_NETNS}/${name}`;
    await mkdir(etc, { recursive: true });
    await writeFile(`${etc}/resolv.conf`, '');
    const namespace = new NetworkNamespace(name);
    await namespace.knows({});
    await runProgram(['ip', 'netns', 'add', name]);
    await namespace.ip('link set lo up');
    return namespace;
  }

  /** What goes before a command that is to run in it. */
  get prefix(): readonly string[] {
    return ['ip', 'netns', 'exec', this.name];
  }

  /** Programs in it can look up these names from now on, and no others. */
  async knows(addresses: Readonly<Record<string, string>>): Promise<void> {
    const all = Object.entries({ localhost: '127.0.0.1', ...addresses });
    // The file stays the same one: programs that run see it by a mount.
    await writeFile(`${ETC_NETNS}/${this.name}/hosts`, all.map(([name, address]) => `${address} ${name}\n`).join(''));
  }

  /** Runs commands of ip(8), each without the leading `ip`, in their order. */
  async ip(...commands: readonly string[]): Promise<void> {
    await runProgram(['ip', '-n', this.name, '-batch', '-'], `${commands.join('\n')}\n`);
  }

  /** Sets parameters of the kernel for it, such as `net/ipv4/ip_forward`, to a number. */
  async set(parameters: Readonly<Record<string, number>>): Promise<void> {
    const lines = Object.entries(parameters).map(([name, value]) => `echo ${value} >/proc/sys/${name}`);
    await runProgram([...this.prefix, 'sh', '-ec', lines.join('\n')]);
  }

  /** Changes its filters by the language of nft(8), all at once or not at all. */
  async nft(ruleset: string): Promise<void> {
    await runProgram([...this.prefix, 'nft', '-f', '-'], ruleset);
  }

  /** What its filters are, or a part of them, as nft(8) lists it in JSON. */
  async nftList(what: string): Promise<unknown> {
    return JSON.parse(await runProgram([...this.prefix, 'nft', '--json', 'list', ...what.split(' ')]));
  }
}
