import { eventually } from './eventually.ts';
import { RedisProcess, type RedisProcessOptions } from './redis-process.ts';

const MASTERS = 3;
const SLOTS = 16_384;

/** A cluster of a test's own: three masters, each with a third of the slots. */
export class RedisClusterProcess {
  readonly nodes: readonly RedisProcess[];

  private constructor(nodes: readonly RedisProcess[]) {
    this.nodes = nodes;
  }

  static async start(options: Omit<RedisProcessOptions, 'cluster'>): Promise<RedisClusterProcess> {
    const nodes: RedisProcess[] = [];
    for (let index = 0; index < MASTERS; index += 1)
      nodes.push(await RedisProcess.start({ ...options, cluster: true }));
    const cluster = new RedisClusterProcess(nodes);
    const slot = (index: number) => Math.floor((SLOTS * index) / MASTERS);
    await Promise.all(
      nodes.map(async (node, index) => {
        await node.ask('CLUSTER', 'ADDSLOTSRANGE', String(slot(index)), String(slot(index + 1) - 1));
        // Two that started at the same moment would count their changes alike.
        await node.ask('CLUSTER', 'SET-CONFIG-EPOCH', String(index + 1));
      }),
    );
    for (const { port, busPort } of nodes.slice(1)) {
      await nodes[0]?.ask('CLUSTER', 'MEET', '127.0.0.1', String(port), String(busPort));
    }
    await cluster.isWhole();
    return cluster;
  }

  get urls(): readonly string[] {
    return this.nodes.map(({ url }) => url);
  }

  /** Waits until every node knows that every slot is kept. */
  async isWhole(): Promise<void> {
    for (const node of this.nodes) {
      await eventually(async () => {
        const info = String(await node.ask('CLUSTER', 'INFO'));
        return info.includes('cluster_state:ok') && info.includes(`cluster_slots_ok:${SLOTS}`);
      });
    }
  }

  /** Kills it for good, and deletes its data. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.nodes.map((node) => node[Symbol.asyncDispose]()));
  }
}
