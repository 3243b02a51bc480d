import type { Machine } from './programs.mjs';

/** One sentence: what is missing to build networks for tests, and how to get it; null where nothing is. */
export function missingForNetworkLab(machine?: Machine, mayMakeNamespaces?: () => boolean): string | null;

/** Whether tests can build networks: Linux, root, ip(8) and nft(8). With CI set, throws where they cannot. */
export function networkLabForTests(machine?: Machine, mayMakeNamespaces?: () => boolean): boolean;
