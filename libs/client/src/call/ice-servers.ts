import type { Welcome } from '@rtc-call/contract';

/** The welcome's ICE servers as RTCPeerConnection takes them; STUN has no user name and no password. */
export function iceServersOf(welcome: Welcome): RTCIceServer[] {
  const servers = welcome.ice?.servers ?? [];
  return servers.map(({ urls, username, credential }) => (username === '' ? { urls } : { urls, username, credential }));
}
