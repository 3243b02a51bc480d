import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type MethodDefinition, status } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { SignalingService } from '@rtc-call/contract';
import { service as healthService } from 'grpc-health-check';
import { describe, expect, it, vi } from 'vitest';
import { grpcWorlds } from './testing/grpc-world.ts';

const start = grpcWorlds();

type Method = MethodDefinition<object, object>;

describe('the health service', () => {
  const check = healthService['Check'] as Method;
  const watch = healthService['Watch'] as Method;

  it('tells that the server serves', async () => {
    const client = (await start()).bareClient();
    const { path, requestSerialize, responseDeserialize } = check;
    const ask = (service: string) =>
      new Promise<unknown>((resolve, reject) => {
        client.makeUnaryRequest(path, requestSerialize, responseDeserialize, { service }, (error, answer) =>
          error ? reject(error) : resolve(answer),
        );
      });
    expect(await ask('')).toEqual({ status: 'SERVING' });
    expect(await ask(SignalingService.typeName)).toEqual({ status: 'SERVING' });
    await expect(ask('unknown')).rejects.toMatchObject({ code: status.NOT_FOUND });
  });

  it('tells at closing that it does not serve any more', async () => {
    const { bareClient, server } = await start();
    const { path, requestSerialize, responseDeserialize } = watch;
    const answers: unknown[] = [];
    const call = bareClient().makeServerStreamRequest(path, requestSerialize, responseDeserialize, { service: '' });
    call.on('data', (answer) => answers.push(answer));
    call.on('error', () => {});
    await vi.waitFor(() => expect(answers).toEqual([{ status: 'SERVING' }]));
    await server.close();
    expect(answers).toEqual([{ status: 'SERVING' }, { status: 'NOT_SERVING' }]);
  });
});

describe('reflection', () => {
  const folder = dirname(createRequire(import.meta.url).resolve('@grpc/reflection/package.json'));

  it.each(['v1', 'v1alpha'])('%s describes the contract', async (version) => {
    const proto = join(folder, `build/proto/grpc/reflection/${version}/reflection.proto`);
    const service = loadSync(proto, { oneofs: true })[`grpc.reflection.${version}.ServerReflection`];
    const info = (service as Record<string, Method> | undefined)?.['ServerReflectionInfo'];
    if (info === undefined) throw new Error('There is no such service');

    const client = (await start()).bareClient();
    const call = client.makeBidiStreamRequest(info.path, info.requestSerialize, info.responseDeserialize);
    const answers: object[] = [];
    call.on('data', (answer: object) => answers.push(answer));
    call.write({ listServices: '' });
    call.write({ fileContainingSymbol: SignalingService.typeName });
    await vi.waitFor(() => expect(answers).toHaveLength(2));
    call.end();
    const [list, files] = answers;
    expect(list).toMatchObject({ listServicesResponse: { service: [{ name: SignalingService.typeName }] } });
    const { fileDescriptorResponse } = files as { fileDescriptorResponse: { fileDescriptorProto: Buffer[] } };
    const text = Buffer.concat(fileDescriptorResponse.fileDescriptorProto).toString('latin1');
    for (const name of ['JoinRequest', 'IceServer', 'EndOfCandidates', 'Profile']) expect(text).toContain(name);
  });
});
