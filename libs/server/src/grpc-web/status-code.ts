/** The status codes of gRPC by their names in RpcError (grpc/doc/statuscodes.md). */
export const STATUS_NUMBERS = {
  OK: 0,
  CANCELLED: 1,
  UNKNOWN: 2,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  DATA_LOSS: 15,
  UNAUTHENTICATED: 16,
} as const;

/** The name of a status code, as RpcError and RpcStatus carry it. */
export type StatusCode = keyof typeof STATUS_NUMBERS;

/** Whether the text names a status code of gRPC. */
export function isStatusCode(code: string): code is StatusCode {
  return Object.hasOwn(STATUS_NUMBERS, code);
}
