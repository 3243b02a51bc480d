import { contentTypeOf, type Format } from './content-type.ts';
import { exposeHeaders } from './cors.ts';
import { encodeFrame, FRAME_FLAGS } from './frame.ts';
import { flushHeaders, type HttpResponse, writeChunk } from './http.ts';
import { groupByKey, type MetadataEntry } from './metadata.ts';
import { encodeText } from './text-mode.ts';
import { encodeTrailers } from './trailers.ts';

/**
 * The longest header block of a response that consists of headers alone, in
 * bytes. Clients and proxies bound the headers they take, often at 8 KiB;
 * what is longer goes into the body.
 */
const LONGEST_HEADER_BLOCK = 4096;

interface Blocked {
  readonly resume: () => void;
  readonly fail: (reason: unknown) => void;
}

/** Owns the HTTP response of one call: the headers, the frames, and the wait for a slow reader. */
export class ResponseWriter {
  readonly #response: HttpResponse;
  readonly #format: Format;
  readonly #streaming: boolean;
  #opened = false;
  #blocked: Blocked | undefined;

  constructor(response: HttpResponse, format: Format, streaming: boolean) {
    this.#response = response;
    this.#format = format;
    this.#streaming = streaming;
  }

  /** Whether the headers are out of reach. */
  get opened(): boolean {
    return this.#opened;
  }

  /** Whether a write() waits for the reader. */
  get blocked(): boolean {
    return this.#blocked !== undefined;
  }

  /** Sends the headers at once, before there is a body. */
  open(metadata: readonly MetadataEntry[]): void {
    this.#writeHead(metadata);
    flushHeaders(this.#response);
  }

  /**
   * Writes one message. Resolves when the transport takes more: at once while
   * it holds less than its high-water mark, and after a full buffer when that
   * has drained. Not to be called while `blocked`.
   */
  write(message: Uint8Array): Promise<void> {
    if (!this.#opened) this.#writeHead([]);
    const frame = this.#encode(encodeFrame(FRAME_FLAGS.message, message));
    if (writeChunk(this.#response, frame)) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const resume = () => {
        this.#blocked = undefined;
        resolve();
      };
      this.#blocked = { resume, fail: reject };
      this.#response.once('drain', resume);
    });
  }

  /** Wakes a write() that waits for a reader who will not be waited for. */
  unblock(reason: unknown): void {
    if (this.#blocked === undefined) return;
    this.#response.off('drain', this.#blocked.resume);
    this.#blocked.fail(reason);
    this.#blocked = undefined;
  }

  /** Ends the response with the trailers in the body, after the message if there is one. */
  end(trailers: readonly MetadataEntry[], message?: Uint8Array): void {
    const last = encodeTrailers(trailers);
    const body = this.#encode(
      message === undefined ? last : Buffer.concat([encodeFrame(FRAME_FLAGS.message, message), last]),
    );
    if (!this.#opened) {
      this.#writeHead([]);
      // All of the body is here; base64 is ASCII, so its length is its size.
      this.#response.setHeader('content-length', String(body.length));
    }
    this.#response.end(body);
  }

  /** Ends the response with an error: in the headers alone where nothing was sent (Trailers-Only). */
  endFailed(trailers: readonly MetadataEntry[]): void {
    const length = trailers.reduce((sum, [key, value]) => sum + key.length + value.length + 4, 0);
    if (this.#opened || length > LONGEST_HEADER_BLOCK) {
      this.end(trailers);
      return;
    }
    this.#writeHead(trailers);
    this.#response.setHeader('content-length', '0');
    this.#response.end();
  }

  #writeHead(entries: readonly MetadataEntry[]): void {
    const response = this.#response;
    const headers = groupByKey(entries);
    this.#opened = true;
    response.statusCode = 200;
    for (const [key, values] of headers) response.setHeader(key, values);
    response.setHeader('content-type', contentTypeOf(this.#format));
    response.setHeader('cache-control', 'no-store');
    // Asks nginx, and those who follow it, to pass each message on as it comes.
    if (this.#streaming) response.setHeader('x-accel-buffering', 'no');
    exposeHeaders(response, headers.keys());
  }

  #encode(bytes: Buffer): Buffer | string {
    return this.#format === 'text' ? encodeText(bytes) : bytes;
  }
}
