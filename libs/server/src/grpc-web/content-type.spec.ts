import { describe, expect, it } from 'vitest';
import { claimsGrpcWeb, type Format, requestFormat, responseFormat } from './content-type.ts';

describe('requestFormat', () => {
  it.each<[string | undefined, Format | undefined]>([
    ['application/grpc-web', 'binary'],
    ['application/grpc-web+proto', 'binary'],
    ['application/grpc-web-text', 'text'],
    ['application/grpc-web-text+proto', 'text'],
    ['Application/gRPC-Web+Proto ; charset=utf-8', 'binary'],
    ['text/plain', 'binary'],
    ['text/plain;charset=UTF-8', 'binary'],
    ['text/html', undefined],
    ['application/grpc-web+json', undefined],
    ['application/grpc-web-text+json', undefined],
    ['application/grpc', undefined],
    ['application/json', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (contentType, format) => {
    expect(requestFormat(contentType)).toBe(format);
  });
});

describe('claimsGrpcWeb', () => {
  it.each<[string | undefined, boolean]>([
    ['application/grpc-web', true],
    ['application/grpc-web+json', true],
    ['application/grpc-web-text+thrift', true],
    ['application/grpc-webby', false],
    ['application/grpc', false],
    ['text/plain', false],
    [undefined, false],
  ])('%s: %s', (contentType, claims) => {
    expect(claimsGrpcWeb(contentType)).toBe(claims);
  });
});

describe('responseFormat', () => {
  it.each<[string | undefined, Format, Format]>([
    [undefined, 'binary', 'binary'],
    [undefined, 'text', 'text'],
    ['*/*', 'text', 'text'],
    ['application/grpc-web-text', 'binary', 'text'],
    ['application/grpc-web-text+proto', 'text', 'text'],
    ['application/grpc-web+proto', 'text', 'binary'],
    ['application/grpc-web-text, */*;q=0.5', 'binary', 'text'],
    ['application/grpc-web, application/grpc-web-text', 'binary', 'binary'],
    ['application/grpc-web, application/grpc-web-text', 'text', 'text'],
  ])('accepting %s after a %s request: %s', (accept, request, response) => {
    expect(responseFormat(accept, request)).toBe(response);
  });
});
