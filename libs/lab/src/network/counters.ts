/** Packets by the kind of traffic. */
export type Counters<Name extends string> = Readonly<Record<Name, number>>;

interface Listed {
  readonly nftables: readonly { readonly counter?: { readonly name: string; readonly packets: number } }[];
}

/** Reads what nft(8) lists of named counters, as JSON. */
export function readCounters<Name extends string>(names: readonly Name[], listed: unknown): Counters<Name> {
  const packets = new Map(
    (listed as Listed).nftables.flatMap(({ counter }) => (counter ? [[counter.name, counter.packets]] : [])),
  );
  return Object.fromEntries(names.map((name) => [name, packets.get(name) ?? 0])) as Record<Name, number>;
}

/** What was counted between two readings. */
export function countedBetween<Name extends string>(before: Counters<Name>, after: Counters<Name>): Counters<Name> {
  const names = Object.keys(before) as Name[];
  return Object.fromEntries(names.map((name) => [name, after[name] - before[name]])) as Record<Name, number>;
}
