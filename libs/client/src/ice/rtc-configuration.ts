import { type IceConfiguration, IceTransportPolicy } from '@rtc-call/contract';

/** What an RTCPeerConnection is told of the network: which servers it may use, and which candidates. */
export type IceRtcConfiguration = Required<Pick<RTCConfiguration, 'iceServers' | 'iceTransportPolicy'>>;

/** The server's ICE configuration as RTCPeerConnection takes it; STUN has no user name and no password. None: host candidates. */
export function rtcConfiguration(ice: IceConfiguration | undefined): IceRtcConfiguration {
  const { servers = [], transportPolicy = IceTransportPolicy.UNSPECIFIED } = ice ?? {};
  return {
    iceServers: servers.map(({ urls, username, credential }) =>
      username === '' ? { urls } : { urls, username, credential },
    ),
    iceTransportPolicy: transportPolicy === IceTransportPolicy.RELAY ? 'relay' : 'all',
  };
}
