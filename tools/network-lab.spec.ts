import { expect, it } from 'vitest';
import { missingForNetworkLab, networkLabForTests } from './network-lab.mjs';
import type { Machine } from './programs.mjs';

const ALL = ['/usr/sbin/ip', '/usr/sbin/nft'];
const may = () => true;
const mayNot = () => false;

function machine(files: string[], env: NodeJS.ProcessEnv = {}): Machine {
  return { env, platform: 'linux', isFile: (path) => files.includes(path) };
}

it('needs both programs and the right to make namespaces', () => {
  expect([networkLabForTests(machine(ALL), may), missingForNetworkLab(machine(ALL), may)]).toEqual([true, null]);
  expect(networkLabForTests(machine(ALL), mayNot)).toBe(false);
  expect(missingForNetworkLab(machine(ALL), mayNot)).toContain('as root');
  expect(networkLabForTests(machine(['/usr/sbin/ip']), may)).toBe(false);
  expect(missingForNetworkLab(machine(['/usr/sbin/ip']), may)).toContain('apt-get install nftables');
});

it('is needed on CI', () => {
  const env = { CI: 'true' };
  expect(networkLabForTests(machine(ALL, env), may)).toBe(true);
  expect(() => networkLabForTests(machine([], env), may)).toThrow('apt-get install iproute2');
  expect(() => networkLabForTests(machine(ALL, env), mayNot)).toThrow('as root');
});
