import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { EmbeddingSite } from './embedding-site.ts';
import { Product } from './product.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The demo's URL over plain HTTP. */
    productUrl: string;
    /** The address of native gRPC. */
    grpcAddress: string;
    /** A site that the product admits, and whose pages embed its calls. */
    embeddingOrigin: string;
  }
}

/** One product for all tests, as one server carries many calls. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Where servers keep their secret unless they are told: here none is to be left behind.
  const state = await mkdtemp(join(tmpdir(), 'rtc-call-e2e-'));
  process.env['XDG_STATE_HOME'] = state;
  const embedding = await EmbeddingSite.listen();
  const product = await Product.start('--allow-origin', embedding.origin);
  project.provide('productUrl', product.url);
  project.provide('grpcAddress', product.grpcAddress);
  project.provide('embeddingOrigin', embedding.origin);
  return async () => {
    await Promise.all([product.stop(), embedding.close()]);
    await rm(state, { recursive: true, force: true });
  };
}
