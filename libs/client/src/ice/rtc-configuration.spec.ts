import { IceTransportPolicy } from '@rtc-call/contract';
import { describe, expect, it } from 'vitest';
import { rtcConfiguration } from './rtc-configuration.ts';

const stun = { urls: ['stun:stun.example:3478'], username: '', credential: '' };
const turn = { urls: ['turn:turn.example', 'turns:turn.example'], username: '1:ann', credential: 'secret' };

describe('the configuration of a connection', () => {
  it('has credentials for TURN and none for STUN', () => {
    const ice = { servers: [stun, turn], validForSeconds: 600, transportPolicy: IceTransportPolicy.UNSPECIFIED };
    expect(rtcConfiguration(ice)).toEqual({ iceServers: [{ urls: stun.urls }, turn], iceTransportPolicy: 'all' });
  });

  it('admits only relayed candidates where the server says so', () => {
    const ice = { servers: [turn], validForSeconds: 600, transportPolicy: IceTransportPolicy.RELAY };
    expect(rtcConfiguration(ice).iceTransportPolicy).toBe('relay');
  });

  it('has no servers where none are given', () => {
    expect(rtcConfiguration(undefined)).toEqual({ iceServers: [], iceTransportPolicy: 'all' });
  });
});
