import { GrpcWebFetchTransport, type GrpcWebOptions } from '@protobuf-ts/grpcweb-transport';
import { RpcError, type RpcMetadata, type ServerStreamingCall, type UnaryCall } from '@protobuf-ts/runtime-rpc';
import { describe, expect, it } from 'vitest';
import { EchoService, type IEchoService, type Note, note } from './testing/echo-service.ts';
import { type Reachable, reach, TRANSPORTS } from './testing/transports.ts';
import { signal, until, within } from './testing/until.ts';

type Options = Partial<GrpcWebOptions>;

/** The calls that a generated client would make. */
function clientOf({ server, fetch }: Reachable, format: 'binary' | 'text') {
  const transport = new GrpcWebFetchTransport({ baseUrl: server.url, format, fetch });
  const method = (name: string) => {
    const found = EchoService.methods.find((each) => each.name === name);
    if (found === undefined) throw new Error(`The test service has no ${name}.`);
    return found;
  };
  return {
    say: (request: Note, options: Options = {}): UnaryCall<Note, Note> =>
      transport.unary(method('Say'), request, transport.mergeOptions(options)),
    watch: (request: Note, options: Options = {}): ServerStreamingCall<Note, Note> =>
      transport.serverStreaming(method('Watch'), request, transport.mergeOptions(options)),
  };
}

/** The error that a call ends with. The client's promises all reject with it. */
async function failure(call: UnaryCall<Note, Note> | ServerStreamingCall<Note, Note>): Promise<RpcError> {
  const [status] = await Promise.allSettled([call.status, call.headers, call.trailers, call]);
  if (status?.status !== 'rejected') throw new Error('The call succeeded.');
  return status.reason as RpcError;
}

describe.each(TRANSPORTS)('the client transport of protobuf-ts over %s', (transport) => {
  const start = (implementation: Partial<IEchoService> = {}) => reach(transport, implementation);

  describe.each(['binary', 'text'] as const)('in %s', (format) => {
    it('makes a unary call', async () => {
      await using reachable = await start();
      const sent = note({ text: 'ü ☺', bytes: Uint8Array.from({ length: 3000 }, (_, index) => index) });
      const call = await clientOf(reachable, format).say(sent);
      expect(call.response).toEqual(sent);
      expect(call.status.code).toBe('OK');
      expect(reachable.server.ended).toMatchObject([{ path: '/test.v1.EchoService/Say', code: 'OK', message: '' }]);
    });

    it('takes an empty message for a message', async () => {
      await using reachable = await start();
      expect((await clientOf(reachable, format).say(note())).response).toEqual(note());
    });

    it('reads a stream, each message as it is sent', async () => {
      const seen = Array.from({ length: 5 }, () => signal());
      await using reachable = await start({
        watch: async (_, responses) => {
          for (const [index, { promise }] of seen.entries()) {
            await responses.send(note({ text: 'x'.repeat(index) }));
            await promise;
          }
        },
      });
      const call = clientOf(reachable, format).watch(note());
      const received: number[] = [];
      for await (const { text } of call.responses) {
        received.push(text.length);
        seen[text.length]?.resolve();
      }
      expect(received).toEqual([0, 1, 2, 3, 4]);
      expect((await call.status).code).toBe('OK');
      expect(reachable.server.faults).toEqual([]);
    });

    it('reads a stream without a message', async () => {
      await using reachable = await start({ watch: async () => {} });
      const call = clientOf(reachable, format).watch(note());
      const received: Note[] = [];
      call.responses.onMessage((message) => received.push(message));
      expect([(await call.status).code, received]).toEqual(['OK', []]);
    });

    it('sees the headers of a silent stream', async () => {
      await using reachable = await start({
        watch: (_, __, context) => new Promise((resolve) => context.onCancel(resolve)),
      });
      const abort = new AbortController();
      const call = clientOf(reachable, format).watch(note(), { abort: abort.signal });
      expect(await within(1_000, call.headers)).toMatchObject({
        'x-accel-buffering': 'no',
        'cache-control': 'no-store',
      });
      abort.abort();
      await failure(call);
    });

    it('exchanges metadata in all directions', async () => {
      const requestMeta: RpcMetadata[] = [];
      const handle: Pick<IEchoService, 'say'>['say'] = async (request, context) => {
        requestMeta.push(context.headers);
        context.sendResponseHeaders({ 'x-head': 'one', 'x-head-bin': 'AAEC' });
        context.trailers = { 'x-trail': ['one', 'two'], 'x-trail-bin': 'AwQF' };
        return request;
      };
      await using reachable = await start({
        say: handle,
        watch: async (request, responses, context) => responses.send(await handle(request, context)),
      });
      const client = clientOf(reachable, format);
      const meta = { 'x-ask': 'me', 'x-ask-bin': 'BgcI' };
      for (const call of [await client.say(note(), { meta }), await client.watch(note(), { meta })]) {
        expect(call.headers).toMatchObject({ 'x-head': 'one', 'x-head-bin': 'AAEC' });
        expect(call.trailers).toEqual({ 'x-trail': ['one', 'two'], 'x-trail-bin': 'AwQF' });
      }
      expect(requestMeta).toEqual([expect.objectContaining(meta), expect.objectContaining(meta)]);
    });

    it.each(['before', 'after'] as const)('gets an error and its details %s the first message', async (when) => {
      await using reachable = await start({
        watch: async (_, responses) => {
          if (when === 'after') await responses.send(note({ text: 'first' }));
          throw new RpcError('The room is full.', 'RESOURCE_EXHAUSTED', { 'grpc-status-details-bin': 'CAgSAWE=' });
        },
      });
      const call = clientOf(reachable, format).watch(note());
      const received: Note[] = [];
      call.responses.onMessage((message) => received.push(message));
      expect(await failure(call)).toMatchObject({
        code: 'RESOURCE_EXHAUSTED',
        message: expect.stringMatching(/^The room is full\.$|^The%20room/),
        meta: { 'grpc-status-details-bin': 'CAgSAWE=' },
      });
      expect(received).toHaveLength(when === 'after' ? 1 : 0);
      expect(reachable.server.faults).toEqual([]);
    });

    it('gets the status that a handler sets instead of throwing', async () => {
      await using reachable = await start({
        say: async (request, context) => {
          context.status = { code: 'NOT_FOUND', detail: 'gone' };
          context.trailers = { 'x-why': 'because' };
          return request;
        },
      });
      expect(await failure(clientOf(reachable, format).say(note()))).toMatchObject({
        code: 'NOT_FOUND',
        message: 'gone',
        meta: { 'x-why': 'because' },
      });
    });

    it('is told nothing of a fault, and the log all', async () => {
      const fault = new Error('SELECT password FROM secrets');
      await using reachable = await start({
        say: async () => {
          throw fault;
        },
      });
      const error = await failure(clientOf(reachable, format).say(note()));
      expect(error).toMatchObject({ code: 'INTERNAL' });
      expect(JSON.stringify(error) + error.message).not.toContain('password');
      expect(reachable.server.faults).toEqual([fault]);
    });

    it('is held to its timeout, and the handler is cancelled', async () => {
      const cancelled = signal<unknown>();
      const deadlines: number[] = [];
      await using reachable = await start({
        watch: async (_, responses, context) => {
          deadlines.push(context.deadline.getTime() - Date.now());
          await responses.send(note());
          context.onCancel(() => cancelled.resolve(undefined));
          await cancelled.promise;
          await responses.send(note());
        },
      });
      const call = clientOf(reachable, format).watch(note(), { timeout: 200 });
      expect(await within(1_200, failure(call))).toMatchObject({ code: 'DEADLINE_EXCEEDED' });
      await within(1_000, cancelled.promise);
      expect(deadlines[0]).toBeGreaterThan(0);
      expect(deadlines[0]).toBeLessThanOrEqual(200);
      await until(() => reachable.server.handler.active === 0);
      expect(reachable.server.faults).toEqual([]);
    });

    it('cancels the handler within a second by aborting', async () => {
      const cancelled = signal<boolean>();
      await using reachable = await start({
        watch: async (_, responses, context) => {
          context.onCancel(() => cancelled.resolve(context.cancelled));
          await responses.send(note());
          await cancelled.promise;
        },
      });
      const abort = new AbortController();
      const call = clientOf(reachable, format).watch(note(), { abort: abort.signal });
      call.responses.onMessage(() => abort.abort());
      expect((await failure(call)).code).toBe('CANCELLED');
      expect(await within(1_000, cancelled.promise)).toBe(true);
      await until(() => reachable.server.handler.active === 0);
      expect(reachable.server.ended).toMatchObject([{ code: 'CANCELLED' }]);
    });
  });

  it('is told that the server shuts down, and so is the handler', async () => {
    const cancelled = signal();
    await using reachable = await start({
      watch: async (_, responses, context) => {
        context.onCancel(() => cancelled.resolve());
        await responses.send(note());
        await cancelled.promise;
      },
    });
    const client = clientOf(reachable, 'binary');
    const call = client.watch(note());
    const closed = signal<Promise<void>>();
    call.responses.onMessage(() => closed.resolve(reachable.server.handler.close()));
    expect(await failure(call)).toMatchObject({ code: 'UNAVAILABLE' });
    await within(1_000, Promise.resolve(closed.promise));
    expect(reachable.server.handler.active).toBe(0);
    expect(await failure(client.say(note()))).toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('does not tell a handler of a cancellation when the call just ends, in whatever way', async () => {
    const cancellations: string[] = [];
    const handle = (request: Note, context: Parameters<IEchoService['say']>[1]) => {
      context.onCancel(() => cancellations.push(request.text));
      if (request.text === 'throws') throw new RpcError('no', 'ABORTED');
      if (request.text === 'status') context.status = { code: 'ABORTED', detail: 'no' };
      if (request.text === 'fault') throw new Error('no');
    };
    await using reachable = await start({
      say: async (request, context) => {
        handle(request, context);
        return request;
      },
      watch: async (request, responses, context) => {
        await responses.send(request);
        handle(request, context);
      },
    });
    const client = clientOf(reachable, 'binary');
    for (const text of ['returns', 'status', 'throws', 'fault']) {
      await Promise.allSettled([client.say(note({ text })), client.watch(note({ text }))]);
    }
    await until(() => reachable.server.handler.active === 0);
    expect(cancellations).toEqual([]);
  });
});
