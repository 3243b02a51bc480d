import { describe, expect, it } from 'vitest';
import { grpcWebService, methodTable } from './service.ts';
import { EchoService, echo, type IEchoService } from './testing/echo-service.ts';

describe('grpcWebService', () => {
  it('finds each method by its path, with its kind', () => {
    const table = methodTable([grpcWebService<IEchoService>(EchoService, echo())]);
    expect(Array.from(table, ([path, { kind }]) => [path, kind])).toEqual([
      ['/test.v1.EchoService/Say', 'unary'],
      ['/test.v1.EchoService/Watch', 'server-stream'],
      ['/test.v1.EchoService/Collect', 'client-stream'],
      ['/test.v1.EchoService/Talk', 'client-stream'],
    ]);
  });

  it('says which method an implementation lacks', () => {
    expect(() => grpcWebService(EchoService, { say: async () => ({}) })).toThrowError(
      'The implementation of test.v1.EchoService has no method watch().',
    );
  });

  it('keeps `this`, so that an implementation can be a class', async () => {
    class Counter implements IEchoService {
      #count = 0;
      async say() {
        this.#count += 1;
        return { text: String(this.#count), bytes: new Uint8Array() };
      }
      async watch() {}
    }
    const say = methodTable([grpcWebService(EchoService, new Counter())]).get('/test.v1.EchoService/Say');
    if (say?.kind !== 'unary') throw new Error('Say is unary.');
    const context = Object.create(null);
    await say.run({}, context);
    expect(await say.run({}, context)).toMatchObject({ text: '2' });
  });

  it('refuses the same service twice', () => {
    const service = grpcWebService<IEchoService>(EchoService, echo());
    expect(() => methodTable([service, service])).toThrowError('The service test.v1.EchoService is given twice.');
  });
});
