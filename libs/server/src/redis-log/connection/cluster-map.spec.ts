import { expect, it } from 'vitest';
import { parseClusterSlots, urlOfNode } from './cluster-map.ts';
import { HASH_SLOTS } from './hash-slot.ts';

const node = (host: string | null, port: number) => [host === null ? null : Buffer.from(host), port, 'id', []];

it('knows who keeps each slot, and that nobody keeps some', () => {
  const map = parseClusterSlots(
    [
      [0, 99, node('10.0.0.1', 7000), node('10.0.0.9', 7009)],
      [100, 100, node('10.0.0.2', 7001)],
      [200, HASH_SLOTS - 1, node('node.example', 7002)],
    ],
    'asked.example',
  );
  expect(map).toHaveLength(HASH_SLOTS);
  expect([map[0], map[99], map[100], map[101], map[200], map[HASH_SLOTS - 1]]).toEqual([
    '10.0.0.1:7000',
    '10.0.0.1:7000',
    '10.0.0.2:7001',
    undefined,
    'node.example:7002',
    'node.example:7002',
  ]);
});

it('takes the node that was asked for one that does not know its own name', () => {
  expect(parseClusterSlots([[0, 0, node('', 7000)]], 'asked.example')[0]).toBe('asked.example:7000');
  expect(parseClusterSlots([[0, 0, node(null, 7000)]], 'asked.example')[0]).toBe('asked.example:7000');
});

it('writes an IPv6 address as URLs do', () => {
  expect(parseClusterSlots([[0, 0, node('::1', 7000)]], '')[0]).toBe('[::1]:7000');
  expect(parseClusterSlots([[0, 0, node('', 7000)]], '[::1]')[0]).toBe('[::1]:7000');
});

it('goes to every node with the credentials and the TLS of the known one, but not to its database', () => {
  expect(urlOfNode('10.0.0.2:7001', 'rediss://user:p%40ss@known:6379/2')).toBe('rediss://user:p%40ss@10.0.0.2:7001');
  expect(urlOfNode('[::1]:7001', 'redis://:secret@known')).toBe('redis://:secret@[::1]:7001');
  expect(urlOfNode('10.0.0.2:7001', 'redis://known:6379')).toBe('redis://10.0.0.2:7001');
});
