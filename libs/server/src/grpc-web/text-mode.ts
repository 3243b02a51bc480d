import { GrpcWebError } from './grpc-web-error.ts';

const GROUP = 4;
const GROUPS = /^(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)*$/;
const PADDED_RUNS = /[^=]+={0,2}/g;

/**
 * Reads base64 from chunks cut anywhere. A sender may pad whenever it flushes,
 * so that padding can stand in the middle too (PROTOCOL-WEB.md, "Text-encoded
 * streams").
 */
export class Base64Reader {
  #rest = '';

  push(chunk: Uint8Array): Buffer {
    const text = this.#rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    const whole = text.length - (text.length % GROUP);
    this.#rest = text.slice(whole);
    return decodeGroups(text.slice(0, whole));
  }

  /** Throws if the body ended within a group of four. */
  end(): void {
    if (this.#rest !== '') throw malformed();
  }
}

/** Bytes as base64 that is complete in itself. */
export function encodeText(bytes: Buffer): string {
  return bytes.toString('base64');
}

function decodeGroups(text: string): Buffer {
  if (!GROUPS.test(text)) throw malformed();
  // Node's own decoder stops at the first padding.
  const runs = text.match(PADDED_RUNS) ?? [];
  return runs.length === 1 ? Buffer.from(text, 'base64') : Buffer.concat(runs.map((run) => Buffer.from(run, 'base64')));
}

function malformed(): GrpcWebError {
  return new GrpcWebError('message-malformed', 'The request body is not the base64 that its content type promises.');
}
