import { createServer } from 'node:net';
import { listen } from './http/listen.ts';
import { type Door, type ListenFault, toListenFault } from './http/listen-fault.ts';
import type { Address } from './server-config.ts';

/** Says which of these addresses cannot be had, without keeping any. */
export async function checkPorts(doors: Readonly<Partial<Record<Door, Address>>>): Promise<readonly ListenFault[]> {
  const wanted = Object.entries(doors) as [Door, Address][];
  const faults = await Promise.all(wanted.map(([door, address]) => checkPort(door, address)));
  return faults.filter((fault) => fault !== null);
}

/** Says why an address cannot be had, or null. */
export async function checkPort(door: Door, { host, port }: Address): Promise<ListenFault | null> {
  try {
    const { servers } = await listen(() => createServer(), host, port);
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    return null;
  } catch (error) {
    return toListenFault(door, host, port, error);
  }
}
