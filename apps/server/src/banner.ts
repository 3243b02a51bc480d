import type { RunningServer, ServerConfig } from '@rtc-call/server';

/** The few lines that say where the server is, and what to do next. */
export function bannerText(server: RunningServer, config: ServerConfig, version: string): string {
  const rows: (readonly [string, string])[] = [
    ['Open', `${server.url}/`],
    ['', 'Make a room there, and open it in a second window: that is a call.'],
    ...networkRows(server, config),
    [
      'gRPC',
      `${config.grpc.host.includes(':') ? `[${config.grpc.host}]` : config.grpc.host}:${server.grpcPort}, without TLS`,
    ],
    ['Stop', 'Ctrl+C'],
  ];
  const lines = rows.map(([label, text]) => `  ${label.padEnd(9)}${text}`);
  return [`rtc-call ${version} is running.`, '', ...lines, ''].join('\n');
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
