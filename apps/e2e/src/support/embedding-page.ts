import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

/** A page of another origin that embeds a call with the two lines that the README shows. */
export class EmbeddingPage {
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** Serves it on `port`; 0 is any free one. */
  static async serve(port: number, productUrl: string, room: string): Promise<EmbeddingPage> {
    const html = `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A page of somebody else</title>
<script type="module" src="${productUrl}/rtc-call.js"></script>
<rtc-call room="${room}"></rtc-call>`;
    const server = createServer((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end(html);
    });
    server.listen(port, 'localhost');
    await once(server, 'listening');
    return new EmbeddingPage(server);
  }

  get url(): string {
    return `http://localhost:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    this.#server.close();
    this.#server.closeAllConnections();
    await once(this.#server, 'close');
  }
}
