import { fileURLToPath } from 'node:url';

/** Where the builds of the demo and the element lie in this repository, from the sources as from the build. */
export const DEFAULT_DEMO_DIRECTORY: string = fileURLToPath(new URL('../../../demo/dist', import.meta.url));
export const DEFAULT_BUNDLE_DIRECTORY: string = fileURLToPath(
  new URL('../../../../libs/elements/dist/bundle', import.meta.url),
);
