import type { RpcMetadata } from '@protobuf-ts/runtime-rpc';
import { GrpcWebError } from './grpc-web-error.ts';

/** What belongs to the transport and is no metadata of the call. */
const TRANSPORT_HEADERS = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'grpc-accept-encoding',
  'grpc-encoding',
  'grpc-timeout',
  'host',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'x-grpc-web',
]);

/** What only the adapter may set in a response. */
const RESERVED = new Set([
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'date',
  'grpc-encoding',
  'grpc-message',
  'grpc-status',
  'http2-settings',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'vary',
  'x-accel-buffering',
]);

const KEY = /^[0-9a-z_.-]+$/;
const PRINTABLE = /^[\x20-\x7e]*$/;
const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;

/** A metadata key and one of its values, as they stand in a header block. */
export type MetadataEntry = readonly [key: string, value: string];

/** The metadata of a request. Binary values are padded base64, as RpcMetadata has them. */
export function readMetadata(rawHeaders: readonly string[]): RpcMetadata {
  const values = new Map<string, string[]>();
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    const key = rawHeaders[index]?.toLowerCase() ?? '';
    if (key.startsWith(':') || TRANSPORT_HEADERS.has(key)) continue;
    const found = values.get(key) ?? [];
    found.push(...readValues(key, rawHeaders[index + 1] ?? ''));
    values.set(key, found);
  }
  return Object.fromEntries(
    Array.from(values, ([key, [first = '', ...more]]) => [key, more.length > 0 ? [first, ...more] : first]),
  );
}

function readValues(key: string, value: string): string[] {
  if (!key.endsWith('-bin')) return [value];
  // Intermediaries may join binary values with commas, which base64 does not have.
  return value.split(',').map((part) => {
    const base64 = part.trim();
    if (!BASE64.test(base64)) throw new GrpcWebError('metadata-malformed', `The header ${key} must be base64.`);
    return padded(base64);
  });
}

/** Metadata made ready to be sent, and the keys that cannot be. */
export interface EncodedMetadata {
  readonly entries: readonly MetadataEntry[];
  /** Keys that are reserved or no header name, or that have a value no header can carry. */
  readonly refused: readonly string[];
}

/** Makes a handler's metadata ready to be sent. */
export function encodeMetadata(metadata: RpcMetadata): EncodedMetadata {
  const entries: MetadataEntry[] = [];
  const refused: string[] = [];
  for (const [name, value] of Object.entries(metadata)) {
    const key = name.toLowerCase();
    const values = typeof value === 'string' ? [value] : value;
    const binary = key.endsWith('-bin');
    if (!isFree(key) || !values.every((each) => (binary ? BASE64 : PRINTABLE).test(each))) {
      refused.push(name);
      continue;
    }
    for (const each of values) entries.push([key, binary ? padded(each) : each]);
  }
  return { entries, refused };
}

/** Puts the values of each key together, as HTTP wants them. */
export function groupByKey(entries: readonly MetadataEntry[]): ReadonlyMap<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const [key, value] of entries) {
    const values = grouped.get(key);
    if (values === undefined) grouped.set(key, [value]);
    else values.push(value);
  }
  return grouped;
}

function isFree(key: string): boolean {
  return KEY.test(key) && !RESERVED.has(key) && !key.startsWith('access-control-');
}

function padded(base64: string): string {
  return Buffer.from(base64, 'base64').toString('base64');
}
