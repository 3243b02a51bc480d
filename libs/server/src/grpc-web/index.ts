export type { OriginPolicy } from './cors.ts';
export { GrpcWebError, type GrpcWebErrorReason } from './grpc-web-error.ts';
export { createGrpcWebHandler, type GrpcWebHandler } from './handler.ts';
export type { HttpRequest, HttpResponse } from './http.ts';
export type { CallSummary, GrpcWebOptions } from './options.ts';
export type { Refusal } from './refusal.ts';
export { type GrpcWebService, grpcWebService } from './service.ts';
export type { StatusCode } from './status-code.ts';
