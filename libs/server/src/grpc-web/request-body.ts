import { constants } from 'node:http2';
import type { Format } from './content-type.ts';
import { FrameReader, type RequestFrame } from './frame-reader.ts';
import type { HttpRequest } from './http.ts';
import { Base64Reader } from './text-mode.ts';

/** How much of a refused body is read and thrown away, in bytes, so that its connection stays good. */
const DISCARDED_AT_MOST = 1024 * 1024;

/** Owns the body of one request: reads its message, or throws it away. */
export class RequestBody {
  readonly #request: HttpRequest;
  #stop: ((reason: unknown) => void) | undefined;

  constructor(request: HttpRequest) {
    this.#request = request;
  }

  /**
   * Reads the request's message.
   *
   * @param maxBytes The largest message, in bytes after decompression.
   */
  read(format: Format, maxBytes: number): Promise<RequestFrame> {
    const request = this.#request;
    const frames = new FrameReader(maxBytes);
    const text = format === 'text' ? new Base64Reader() : undefined;
    return new Promise((resolve, reject) => {
      const take = (chunk: Buffer) => {
        try {
          frames.push(text === undefined ? chunk : text.push(chunk));
        } catch (error) {
          stop(error);
        }
      };
      const finish = () => {
        try {
          text?.end();
          resolve(frames.end());
        } catch (error) {
          stop(error);
        }
      };
      const stop = (reason: unknown) => {
        request.off('data', take);
        request.off('end', finish);
        reject(reason);
      };
      this.#stop = stop;
      request.on('data', take);
      request.on('end', finish);
    });
  }

  /** Ends a read() that is under way, and throws away what else comes. */
  discard(reason: unknown): void {
    this.#stop?.(reason);
    discardBody(this.#request);
  }
}

/**
 * Throws away what is left of a body. The next request on an HTTP/1.1
 * connection comes after it, so it is read; a sender that goes on and on is cut
 * off: by closing the connection, or over HTTP/2 the stream (RFC 9113, section
 * 8.1).
 */
export function discardBody(request: HttpRequest): void {
  if (request.readableEnded || request.destroyed) return;
  let left = DISCARDED_AT_MOST;
  request.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left >= 0) return;
    if ('stream' in request) request.stream.close(constants.NGHTTP2_NO_ERROR);
    else request.destroy();
  });
  request.resume();
}
