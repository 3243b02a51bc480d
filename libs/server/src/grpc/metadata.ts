import { Metadata } from '@grpc/grpc-js';
import type { RpcMetadata } from '@protobuf-ts/runtime-rpc';

/** grpc-js's metadata as protobuf-ts has it: values of `-bin` keys in base64. */
export function fromGrpcMetadata(metadata: Metadata): RpcMetadata {
  const result: RpcMetadata = {};
  for (const key of Object.keys(metadata.getMap())) {
    const values = metadata.get(key).map((value) => (typeof value === 'string' ? value : value.toString('base64')));
    const [first] = values;
    if (first !== undefined) result[key] = values.length === 1 ? first : values;
  }
  return result;
}

/** The other way. */
export function toGrpcMetadata(metadata: RpcMetadata): Metadata {
  const result = new Metadata();
  for (const [key, values] of Object.entries(metadata)) {
    for (const value of typeof values === 'string' ? [values] : values) {
      result.add(key, key.endsWith('-bin') ? Buffer.from(value, 'base64') : value);
    }
  }
  return result;
}
