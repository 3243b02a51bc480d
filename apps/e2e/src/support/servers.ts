import { ServerProcess } from '@rtc-call/lab';
import { afterEach } from 'vitest';

/** Starts servers that live for one test. */
export interface Servers {
  /** Starts one with these options of the command. */
  start(...options: string[]): Promise<ServerProcess>;
}

/** Registers the hook of the test file that calls it. */
export function useServers(): Servers {
  const servers: ServerProcess[] = [];
  // Also one that stands still ends by this signal.
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.end('SIGKILL'))));
  return {
    async start(...options) {
      const server = await ServerProcess.start(...options);
      servers.push(server);
      return server;
    },
  };
}
