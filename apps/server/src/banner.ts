import {
  describeTurnFault,
  type RunningServer,
  type ServerConfig,
  type TurnProof,
  withoutCredentials,
} from '@rtc-call/server';

const EVERYWHERE: ReadonlySet<string> = new Set(['::', '0.0.0.0']);

/** The few lines that say where the server is, and what to do next. */
export function bannerText(server: RunningServer, config: ServerConfig, version: string): string {
  const rows: (readonly [string, string])[] = [
    ['Open', `${server.url}/`],
    ['', 'Make a room there, and open it in a second window: that is a call.'],
    ...networkRows(server, config),
    ['Rooms', storeText(server, config)],
    ...turnRows(server),
    ['gRPC', `${grpcAddress(server, config)}, ${config.tls?.kind === 'files' ? 'with' : 'without'} TLS`],
    ['Stop', 'Ctrl+C'],
  ];
  const lines = rows.map(([label, text]) => `  ${label.padEnd(9)}${text}`);
  return [`rtc-call ${version} is running.`, '', ...lines, ''].join('\n');
}

function storeText(server: RunningServer, { redis }: ServerConfig): string {
  if (redis.length === 0) return 'are kept in the memory of this process.';
  const where = redis.map(withoutCredentials).join(', ');
  return server.isStoreReady
    ? `are kept in Redis at ${where}.`
    : `are kept in Redis at ${where}, which cannot be reached: nobody can join until it is.`;
}

function turnRows({ turn }: RunningServer): readonly (readonly [string, string])[] {
  return turn.map(({ url, proof }, index) => [index === 0 ? 'TURN' : '', turnText(url, proof)]);
}

function turnText(url: string, proof: TurnProof | null): string {
  if (proof === null) return `${url} has not been tried yet.`;
  return proof.works ? `${url} works.` : `${url} cannot be used. ${describeTurnFault(url, proof.fault)}`;
}

function grpcAddress(server: RunningServer, { grpc }: ServerConfig): string {
  const host = EVERYWHERE.has(grpc.host) ? 'localhost' : grpc.host;
  return `${host.includes(':') ? `[${host}]` : host}:${server.grpcPort}`;
}

function networkRows(server: RunningServer, { tls }: ServerConfig): readonly (readonly [string, string])[] {
  if (tls === null) return [['Phones', 'get a camera over HTTPS only: start with --https to let them join.']];
  const warning =
    tls.kind === 'self-signed'
      ? [['', 'The certificate was made just now, so each browser warns once: go on to the page.'] as const]
      : [];
  if (server.networkUrls.length === 0) return warning;
  return [...server.networkUrls.map((url, index) => [index === 0 ? 'Phones' : '', `${url}/`] as const), ...warning];
}
