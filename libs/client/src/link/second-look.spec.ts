import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../testing/fake-clock.ts';
import { LOOK_AGAIN_AFTER_MS, SecondLook } from './second-look.ts';

let clock: FakeClock;
let getStats: () => Promise<RTCStatsReport>;
let restartIce: ReturnType<typeof vi.fn<() => void>>;
let secondLook: SecondLook;

/** A report of a link whose own candidate is relayed so, or not at all, and the other end's is of that type. */
const pathBy = (relayProtocol: string | undefined, remote = 'prflx'): RTCStatsReport =>
  new Map<string, object>([
    ['transport', { type: 'transport', selectedCandidatePairId: 'pair' }],
    ['pair', { type: 'candidate-pair', localCandidateId: 'local', remoteCandidateId: 'remote' }],
    ['local', { type: 'local-candidate', candidateType: 'relay', protocol: 'udp', relayProtocol }],
    ['remote', { type: 'remote-candidate', candidateType: remote, protocol: 'udp' }],
  ]);

beforeEach(() => {
  clock = new FakeClock();
  restartIce = vi.fn<() => void>();
  getStats = async () => pathBy('tcp');
  secondLook = new SecondLook({ getStats: () => getStats(), restartIce }, clock);
});

describe('a link that has found a path', () => {
  it.each([
    ['tcp', 'prflx', 1],
    ['tls', 'prflx', 1],
    ['udp', 'prflx', 0],
    ['udp', 'relay', 1],
    [undefined, 'relay', 1],
    [undefined, 'host', 0],
  ])('from a relay over %s to a %s candidate looks again so many times: %i', async (relayProtocol, remote, times) => {
    getStats = async () => pathBy(relayProtocol, remote);
    secondLook.begin();
    await clock.advanceAsync(LOOK_AGAIN_AFTER_MS - 1);
    expect(restartIce).not.toHaveBeenCalled();
    await clock.advanceAsync(60_000);
    expect(restartIce).toHaveBeenCalledTimes(times);
  });

  it('looks again once, however often it works anew', async () => {
    secondLook.begin();
    secondLook.begin();
    await clock.advanceAsync(LOOK_AGAIN_AFTER_MS);
    secondLook.begin();
    await clock.advanceAsync(LOOK_AGAIN_AFTER_MS);
    expect(restartIce).toHaveBeenCalledOnce();
  });

  it('stays with it where the browser does not tell which it is', async () => {
    getStats = () => Promise.reject(new DOMException('no statistics', 'InvalidStateError'));
    secondLook.begin();
    await clock.advanceAsync(LOOK_AGAIN_AFTER_MS);
    expect(restartIce).not.toHaveBeenCalled();
  });

  it.each(['before', 'while'])('does not look %s it is closed', async (moment) => {
    const { promise, resolve } = Promise.withResolvers<RTCStatsReport>();
    getStats = () => promise;
    secondLook.begin();
    if (moment === 'before') secondLook.close();
    await clock.advanceAsync(LOOK_AGAIN_AFTER_MS);
    secondLook.close();
    resolve(pathBy('tcp'));
    await clock.advanceAsync(0);
    expect(restartIce).not.toHaveBeenCalled();
  });
});
