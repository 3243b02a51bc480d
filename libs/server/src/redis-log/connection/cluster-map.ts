import { HASH_SLOTS } from './hash-slot.ts';
import { listOf, numberOf, type RedisReply, textOf } from './redis-reply.ts';

/** The `host:port` of each slot's master. A slot that nobody keeps has none. */
export type ClusterMap = (string | undefined)[];

/** The map in an answer to CLUSTER SLOTS; `askedHost` is whom it came from, which is meant by a node without a name. */
export function parseClusterSlots(reply: RedisReply, askedHost: string): ClusterMap {
  const map = Array.from<string | undefined>({ length: HASH_SLOTS });
  for (const range of listOf(reply)) {
    const [from, to, master] = listOf(range);
    const [host, port] = listOf(master);
    const name = host === null ? '' : textOf(host);
    map.fill(addressOf(name === '' ? askedHost : name, numberOf(port)), numberOf(from), numberOf(to) + 1);
  }
  return map;
}

/** The URL of a cluster's node: with the credentials and the TLS of one that is known. */
export function urlOfNode(address: string, known: string): string {
  const { protocol, username, password } = new URL(known);
  const credentials = username === '' && password === '' ? '' : `${username}:${password}@`;
  return `${protocol}//${credentials}${address}`;
}

function addressOf(host: string, port: number): string {
  const isBareIpv6 = host.includes(':') && !host.startsWith('[');
  return `${isBareIpv6 ? `[${host}]` : host}:${port}`;
}
