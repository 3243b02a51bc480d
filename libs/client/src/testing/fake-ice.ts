import { type IceConfiguration, type IceServer, IceTransportPolicy } from '@rtc-call/contract';

/** What somebody is given at this time (milliseconds since the epoch); `participantId` null: whoever tests before joining. */
export function fakeIce(
  servers: readonly IceServer[],
  validForSeconds: number,
  participantId: string | null,
  now: number,
): IceConfiguration {
  const username = `${Math.floor(now / 1_000) + validForSeconds}:${participantId ?? 'preflight'}`;
  return {
    servers: servers.map((server) =>
      server.username === '' || validForSeconds === 0 ? server : { ...server, username },
    ),
    validForSeconds,
    transportPolicy: IceTransportPolicy.UNSPECIFIED,
  };
}

/** When the credentials expire that a connection has been given, in milliseconds since the epoch; never without any. */
export function credentialsExpireAt({ iceServers = [] }: RTCConfiguration): number {
  const times = iceServers.map(({ username }) => Number(username?.split(':')[0] ?? Number.POSITIVE_INFINITY));
  return Math.min(Number.POSITIVE_INFINITY, ...times) * 1_000;
}
