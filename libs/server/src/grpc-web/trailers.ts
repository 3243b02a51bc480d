import { encodeFrame, FRAME_FLAGS } from './frame.ts';
import { encodeGrpcMessage } from './grpc-message.ts';
import type { MetadataEntry } from './metadata.ts';
import { STATUS_NUMBERS, type StatusCode } from './status-code.ts';

/** How a call ended. */
export interface FinalStatus {
  readonly code: StatusCode;
  readonly message: string;
}

/** The status and the metadata that close a response, ready for a header block. */
export function trailerEntries(status: FinalStatus, metadata: readonly MetadataEntry[]): MetadataEntry[] {
  const entries: MetadataEntry[] = [['grpc-status', String(STATUS_NUMBERS[status.code])]];
  if (status.message !== '') entries.push(['grpc-message', encodeGrpcMessage(status.message)]);
  return [...entries, ...metadata];
}

/** Trailers as the last frame of the body: an HTTP/1 header block without the empty line at its end. */
export function encodeTrailers(entries: readonly MetadataEntry[]): Buffer {
  const block = entries.map(([key, value]) => `${key}: ${value}\r\n`).join('');
  return encodeFrame(FRAME_FLAGS.trailers, Buffer.from(block, 'latin1'));
}
