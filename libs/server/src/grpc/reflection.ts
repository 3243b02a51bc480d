import { ReflectionService } from '@grpc/reflection';
import { BinaryReader } from '@protobuf-ts/runtime';
import { FILE_DESCRIPTOR_SET } from '@rtc-call/contract/descriptors';

/**
 * Server reflection (grpc.reflection.v1 and v1alpha) of the signaling contract.
 *
 * The files go in as the compiler made them. @grpc/proto-loader, the usual way,
 * makes one file of all and forgets its imports, and clients that check what
 * they get then find no service. The health service is left out: its contract
 * has a map field, which @grpc/reflection 1.0.4 cannot describe.
 */
export function signalingReflection(): ReflectionService {
  const fileDescriptorProtos = filesOf(Buffer.from(FILE_DESCRIPTOR_SET, 'base64'));
  return new ReflectionService({
    files: { format: 'Protocol Buffer 3 EnumDescriptorProto', type: {}, fileDescriptorProtos },
  });
}

/** The files of a google.protobuf.FileDescriptorSet, whose one field is `repeated FileDescriptorProto file = 1`. */
function filesOf(fileDescriptorSet: Uint8Array): Buffer[] {
  const reader = new BinaryReader(fileDescriptorSet);
  const files: Buffer[] = [];
  while (reader.pos < reader.len) {
    reader.tag();
    files.push(Buffer.from(reader.bytes()));
  }
  return files;
}
