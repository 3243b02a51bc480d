import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** The call that a page embeds. */
export interface EmbeddedCall {
  /** Where the server is that the page loads the element from, without a slash at the end. */
  readonly server: string;
  readonly room: string;
}

/** The address of the page of `origin` that embeds a call. */
export function embeddingUrl(origin: string, call: EmbeddedCall): string {
  return `${origin}/?${new URLSearchParams({ ...call })}`;
}

/**
 * A site of another origin, whose pages embed calls with the two lines that the README shows. It listens before there is
 * a server, since a server is told at its start whom to admit.
 */
export class EmbeddingSite {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Serves it on any free port. */
  static async listen(): Promise<EmbeddingSite> {
    const server = createServer((request, response) => {
      const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
      const html = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A page of somebody else</title>
<script type="module" src="${searchParams.get('server')}/rtc-call.js"></script>
<rtc-call room="${searchParams.get('room')}"></rtc-call>`;
      response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    });
    server.listen(0, 'localhost');
    await once(server, 'listening');
    return new EmbeddingSite(server);
  }

  get origin(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
