import { Agent as Agent1, request as request1 } from 'node:http';
import { type ClientHttp2Session, connect } from 'node:http2';
import { Agent as AgentTls, request as requestTls } from 'node:https';
import type { Readable, Writable } from 'node:stream';
import { FRAME_FLAGS, encodeFrame } from '../frame.ts';
import { type Note, Note as NoteType } from './echo-service.ts';

/** An answer as it came over the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A request to be sent as it is. */
export interface WireRequest {
  readonly method?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  readonly body?: Uint8Array | string;
}

/** A client that sends what it is told, over one connection that is kept. */
export interface WireClient extends AsyncDisposable {
  send(request: WireRequest): Promise<WireResponse>;
  /** Opens a request whose body the caller writes. */
  open(request: WireRequest): { readonly body: Writable; readonly response: Promise<WireResponse> };
}

/** The frame of a request with one message. */
export function frameOf(note: Note): Buffer {
  return encodeFrame(FRAME_FLAGS.message, NoteType.toBinary(note));
}

/** Opens an HTTP/1.1 connection, through TLS if the URL says so. */
export function http1Client(url: string): WireClient {
  const secure = url.startsWith('https:');
  const start = secure ? requestTls : request1;
  const agent = secure
    ? new AgentTls({ keepAlive: true, maxSockets: 1 })
    : new Agent1({ keepAlive: true, maxSockets: 1 });
  const open: WireClient['open'] = (wire) => {
    const { method = 'POST', path = '/test.v1.EchoService/Say' } = wire;
    const { promise, resolve, reject } = Promise.withResolvers<WireResponse>();
    const options = { agent, method, headers: headersOf(wire), rejectUnauthorized: false };
    const request = start(url + path, options, (response) => {
      response.on('error', reject);
      collect(response, (body) =>
        resolve({ status: response.statusCode ?? 0, headers: flatten(response.headers), body }),
      );
    });
    request.on('error', reject);
    return { body: request, response: promise };
  };
  return { open, send: sender(open), [Symbol.asyncDispose]: async () => agent.destroy() };
}

/** Opens an HTTP/2 connection. */
export function http2Client(url: string): WireClient & { readonly session: ClientHttp2Session } {
  const session = connect(url, { rejectUnauthorized: false });
  const open: WireClient['open'] = (wire) => {
    const { method = 'POST', path = '/test.v1.EchoService/Say' } = wire;
    const { promise, resolve, reject } = Promise.withResolvers<WireResponse>();
    const stream = session.request({ ':method': method, ':path': path, ...headersOf(wire) });
    let head: Record<string, string> = {};
    stream.on('response', (headers) => {
      head = flatten(headers);
    });
    stream.on('error', reject);
    collect(stream, (body) => resolve({ status: Number(head[':status']), headers: head, body }));
    return { body: stream, response: promise };
  };
  const close = () => new Promise<void>((resolve) => session.close(resolve));
  return { session, open, send: sender(open), [Symbol.asyncDispose]: close };
}

function sender(open: WireClient['open']): WireClient['send'] {
  return (wire) => {
    const { body, response } = open(wire);
    body.end(wire.body);
    return response;
  };
}

function collect(readable: Readable, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  readable.on('data', (chunk: Buffer) => chunks.push(chunk));
  readable.on('end', () => done(Buffer.concat(chunks)));
}

/** The messages and the trailers in a binary body. */
export function readBody(body: Buffer): { messages: Note[]; trailers: Record<string, string> } {
  const messages: Note[] = [];
  let trailers: Record<string, string> = {};
  for (let at = 0; at < body.length; ) {
    const payload = body.subarray(at + 5, at + 5 + body.readUInt32BE(at + 1));
    if (body.readUInt8(at) === FRAME_FLAGS.trailers) {
      const lines = payload.toString('latin1').trimEnd().split('\r\n');
      trailers = Object.fromEntries(lines.map((line) => line.split(': ', 2)));
    } else {
      messages.push(NoteType.fromBinary(payload));
    }
    at += 5 + payload.length;
  }
  return { messages, trailers };
}

/** The gRPC status, from wherever the answer has it. */
export function statusOf(response: WireResponse): { code: number; message: string } {
  const { trailers } = readBody(response.headers['grpc-status'] === undefined ? response.body : Buffer.alloc(0));
  const found = { ...response.headers, ...trailers };
  return { code: Number(found['grpc-status']), message: decodeURIComponent(found['grpc-message'] ?? '') };
}

function headersOf({ headers }: WireRequest): Record<string, string | string[]> {
  return { 'content-type': 'application/grpc-web+proto', ...headers };
}

function flatten(headers: object): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([key, value]) => [key, String(value)]));
}
