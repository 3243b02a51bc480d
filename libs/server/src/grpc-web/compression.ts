import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { messageTooLarge, type RequestFrame } from './frame-reader.ts';
import { GrpcWebError } from './grpc-web-error.ts';

const gunzipAsync = promisify(gunzip);

/** How a request message may be compressed. */
export type Encoding = 'identity' | 'gzip';

/** Reads `grpc-encoding`. */
export function parseEncoding(header: string | undefined): Encoding {
  const name = header?.trim().toLowerCase() ?? '';
  if (name === '' || name === 'identity') return 'identity';
  if (name === 'gzip') return 'gzip';
  // Section "Specific Disabled Algorithms" of grpc/doc/compression.md asks for the list of what would do.
  throw new GrpcWebError(
    'encoding-unknown',
    `The compression "${name}" is unknown here; identity and gzip are known.`,
    {
      'grpc-accept-encoding': 'identity,gzip',
    },
  );
}

/** The message's bytes, of which there are never more than the limit, whatever the compressed ones claim. */
export async function decompress(frame: RequestFrame, encoding: Encoding, maxBytes: number): Promise<Uint8Array> {
  if (!frame.compressed) return frame.payload;
  if (encoding === 'identity') {
    throw new GrpcWebError(
      'encoding-missing',
      'The request message is flagged as compressed, but grpc-encoding names no compression.',
    );
  }
  try {
    return await gunzipAsync(frame.payload, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw messageTooLarge(maxBytes, 'it has more');
    throw new GrpcWebError('message-malformed', 'The request message could not be decompressed as gzip.');
  }
}
