import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { FILE_DESCRIPTOR_SET } from '@rtc-call/contract/descriptors';

/**
 * Server reflection (grpc.reflection.v1 and v1alpha) of the signaling contract.
 * The health service is left out: its contract has a map field, which
 * @grpc/reflection 1.0.4 cannot describe.
 */
export function signalingReflection(): ReflectionService {
  return new ReflectionService(loadFileDescriptorSetFromBuffer(Buffer.from(FILE_DESCRIPTOR_SET, 'base64')));
}
