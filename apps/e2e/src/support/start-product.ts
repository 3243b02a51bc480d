import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { Product } from './product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The demo's URL over plain HTTP. */
    productUrl: string;
    /** The address of native gRPC. */
    grpcAddress: string;
  }
}

/** The origin of the page that embeds a call, and is allowed to. Tests serve it. */
export const EMBEDDING_PORT = 18_473;

/** One product for all tests, as one server carries many calls. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Where servers keep their secret unless they are told: here none is to be left behind.
  const state = await mkdtemp(join(tmpdir(), 'rtc-call-e2e-'));
  process.env['XDG_STATE_HOME'] = state;
  const product = await Product.start('--allow-origin', `http://localhost:${EMBEDDING_PORT}`);
  project.provide('productUrl', product.url);
  project.provide('grpcAddress', product.grpcAddress);
  return async () => {
    await product.stop();
    await rm(state, { recursive: true, force: true });
  };
}
