import { expect, it } from 'vitest';
import { countedBetween, readCounters } from './counters.ts';

it('reads what nft lists, and what it does not list as nothing', () => {
  const listed = {
    nftables: [{ metainfo: {} }, { counter: { name: 'peerUdp', table: 'count', packets: 12, bytes: 3_456 } }],
  };
  expect(readCounters(['peerUdp', 'turnUdp'], listed)).toEqual({ peerUdp: 12, turnUdp: 0 });
});

it('subtracts', () => {
  expect(countedBetween({ peerUdp: 5, turnUdp: 1 }, { peerUdp: 12, turnUdp: 1 })).toEqual({ peerUdp: 7, turnUdp: 0 });
});
