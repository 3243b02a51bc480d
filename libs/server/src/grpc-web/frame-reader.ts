import { FRAME_FLAGS, FRAME_PREFIX_BYTES } from './frame.ts';
import { GrpcWebError } from './grpc-web-error.ts';

/** The one message of a request, as it came. */
export interface RequestFrame {
  readonly compressed: boolean;
  readonly payload: Uint8Array;
}

/**
 * Reads the one message that a gRPC-Web request consists of, from chunks cut
 * anywhere. Throws a GrpcWebError as soon as the bytes can be no such request;
 * a length beyond the limit is refused when the prefix has come, before any of
 * the message.
 */
export class FrameReader {
  readonly #maxBytes: number;
  readonly #prefix = Buffer.alloc(FRAME_PREFIX_BYTES);
  #prefixFilled = 0;
  /** The message that is being filled. It has its own memory, so that tiny chunks keep nothing else alive. */
  #payload: Buffer | undefined;
  #payloadFilled = 0;
  #frame: RequestFrame | undefined;

  /** @param maxBytes The largest message, in bytes after decompression. */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  push(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (this.#payload === undefined) {
        rest = rest.subarray(this.#fillPrefix(rest));
      } else {
        rest = rest.subarray(this.#fillPayload(this.#payload, rest));
      }
    }
  }

  /** The message, once the body has ended. */
  end(): RequestFrame {
    if (this.#payload !== undefined) {
      throw malformed(
        `The request ended after ${this.#payloadFilled} of the ${this.#payload.length} bytes of its message.`,
      );
    }
    if (this.#prefixFilled > 0) {
      throw malformed(
        this.#frame === undefined
          ? `The request ended within the ${FRAME_PREFIX_BYTES} bytes before its message.`
          : `${this.#prefixFilled} bytes follow the message of the request.`,
      );
    }
    if (this.#frame === undefined) {
      throw new GrpcWebError('message-count', 'The request has no message; this method takes exactly one.');
    }
    return this.#frame;
  }

  #fillPrefix(bytes: Uint8Array): number {
    const taken = bytes.subarray(0, FRAME_PREFIX_BYTES - this.#prefixFilled);
    this.#prefix.set(taken, this.#prefixFilled);
    this.#prefixFilled += taken.length;
    if (this.#prefixFilled === FRAME_PREFIX_BYTES) {
      this.#openFrame(this.#prefix.readUInt8(0), this.#prefix.readUInt32BE(1));
    }
    return taken.length;
  }

  #openFrame(flags: number, length: number): void {
    const compressed = flags === FRAME_FLAGS.compressedMessage;
    if (!compressed && flags !== FRAME_FLAGS.message) {
      throw malformed(`A frame of the request has the flags 0x${flags.toString(16)}; only 0 and 1 have a meaning.`);
    }
    if (this.#frame !== undefined) {
      throw new GrpcWebError('message-count', 'The request has more than one message; this method takes exactly one.');
    }
    if (length > (compressed ? largestCompressed(this.#maxBytes) : this.#maxBytes)) {
      throw messageTooLarge(this.#maxBytes, `it announces ${length}`);
    }
    this.#payload = Buffer.allocUnsafe(length);
    this.#payloadFilled = 0;
    this.#closeFullFrame(this.#payload);
  }

  #fillPayload(payload: Buffer, bytes: Uint8Array): number {
    const taken = bytes.subarray(0, payload.length - this.#payloadFilled);
    payload.set(taken, this.#payloadFilled);
    this.#payloadFilled += taken.length;
    this.#closeFullFrame(payload);
    return taken.length;
  }

  #closeFullFrame(payload: Buffer): void {
    if (this.#payloadFilled < payload.length) return;
    this.#frame = { compressed: this.#prefix.readUInt8(0) === FRAME_FLAGS.compressedMessage, payload };
    this.#payload = undefined;
    this.#prefixFilled = 0;
  }
}

/** The refusal of a message larger than the limit. */
export function messageTooLarge(maxBytes: number, found: string): GrpcWebError {
  return new GrpcWebError(
    'message-too-large',
    `The request message may have at most ${maxBytes} bytes (the size limit, after decompression); ${found}.`,
  );
}

/** A message that does not get smaller becomes a little larger by gzip: its header, and five bytes for each block. */
function largestCompressed(maxBytes: number): number {
  return maxBytes + (maxBytes >>> 10) + 512;
}

function malformed(message: string): GrpcWebError {
  return new GrpcWebError('message-malformed', message);
}
