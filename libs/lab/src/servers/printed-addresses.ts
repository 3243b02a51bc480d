/** Where a person reads the addresses. Other lines name URLs too, such as npm's echo of the options. */
const PRINTED_URL = /^ *Open +(https?:\/\/\S+?)\/?$/m;
const PRINTED_GRPC_ADDRESS = /^ *gRPC +(\S+:\d+)/m;

/** Where a server is, as it says itself. */
export interface PrintedAddresses {
  /** Where the demo is, without a slash at the end. */
  readonly url: string;
  /** The address of native gRPC, host and port. */
  readonly grpcAddress: string;
}

/** Reads them from what a server has printed; null while they are not there yet. */
export function printedAddresses(output: string): PrintedAddresses | null {
  const [, url] = PRINTED_URL.exec(output) ?? [];
  const [, grpcAddress] = PRINTED_GRPC_ADDRESS.exec(output) ?? [];
  return url === undefined || grpcAddress === undefined ? null : { url, grpcAddress };
}
