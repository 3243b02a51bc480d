import { type ClientHttp2Session, constants } from 'node:http2';
import { Readable } from 'node:stream';

/** A fetch() over one HTTP/2 connection, which Node's own does not offer. As much of it as a transport needs. */
export function http2Fetch(session: ClientHttp2Session): typeof fetch {
  return (input, init = {}) =>
    new Promise((resolve, reject) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input);
      const headers = Object.fromEntries(new Headers(init.headers));
      const stream = session.request({ ...headers, ':method': init.method ?? 'GET', ':path': pathname });
      const abort = () => {
        const reason = new DOMException('This operation was aborted', 'AbortError');
        stream.close(constants.NGHTTP2_CANCEL);
        stream.destroy(reason);
        reject(reason);
      };
      init.signal?.addEventListener('abort', abort, { once: true });
      stream.on('error', reject);
      stream.on('response', (head) => {
        const fields = Object.entries(head).filter(([name]) => !name.startsWith(':'));
        const answered = fields.map(([name, value]): [string, string] => [name, String(value)]);
        const body = Readable.toWeb(stream) as ReadableStream<Uint8Array<ArrayBuffer>>;
        resolve(new Response(body, { status: Number(head[':status']), headers: answered }));
      });
      stream.end(init.body);
    });
}
