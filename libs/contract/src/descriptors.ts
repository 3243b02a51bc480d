export { FILE_DESCRIPTOR_SET } from './gen/descriptors.ts';
