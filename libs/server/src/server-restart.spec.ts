import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join as joinPath } from 'node:path';
import { GrpcWebFetchTransport } from '@protobuf-ts/grpcweb-transport';
import { SignalingServiceClient } from '@rtc-call/contract/client';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { join, open } from './grpc/testing/grpc-guest.ts';
import { silentLogger } from './logging/logger.ts';
import { joinRequest } from './rpc/testing/messages.ts';
import type { RunningServer } from './running-server.ts';
import { SecretFileError } from './secret/kept-secret.ts';
import { startServer } from './server.ts';
import { QUIET_CONFIG } from './testing/quiet-config.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(joinPath(tmpdir(), 'rtc-call-restart-'));
});
afterEach(() => rm(directory, { recursive: true }));

function start(secretFile: string): Promise<RunningServer> {
  const secret = { file: joinPath(directory, secretFile), agree: false };
  return startServer({ ...QUIET_CONFIG, secret }, silentLogger());
}

function clientOf({ url }: RunningServer): SignalingServiceClient {
  return new SignalingServiceClient(new GrpcWebFetchTransport({ baseUrl: url, format: 'binary' }));
}

it.each([
  ['the same secret is who it was, in a new epoch', 'one', true],
  ['another secret is somebody new', 'other', false],
])('who comes back to a server that was started again with %s', async (_, secretFile, isKnown) => {
  const before = await start('one');
  const ann = await join(clientOf(before));
  const incarnation = ann.welcome.participants.find(({ id }) => id === ann.id)?.incarnation;
  const over = ann.next().catch(() => 'over');
  await before.close();
  await over;

  const after = await start(secretFile);
  const { first } = await open(clientOf(after), joinRequest('room', { resume: ann.resume }));
  if (first.event.oneofKind !== 'welcome') throw new Error('The first event is no welcome');
  const { welcome } = first.event;
  expect(first.epoch).not.toBe(ann.resume.epoch);
  expect(welcome.rosterSettled).toBe(false);
  expect(welcome.participantId === ann.id).toBe(isKnown);
  expect(welcome.participants[0]?.incarnation === incarnation).toBe(isKnown);
  await after.close();
});

it('a server whose secret is no good does not start, and keeps nothing open', async () => {
  await writeFile(joinPath(directory, 'short'), 'too short');
  await expect(start('short')).rejects.toThrow(SecretFileError);
});
