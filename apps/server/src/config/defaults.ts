import { fileURLToPath } from 'node:url';

/** How long clients are asked to resume elsewhere where there is an elsewhere, in milliseconds. */
export const DEFAULT_DRAIN_MS = 5_000;

/** Where the builds of the demo and the element lie in this repository, from the sources as from the build. */
export const DEFAULT_DEMO_DIRECTORY: string = fileURLToPath(new URL('../../../demo/dist', import.meta.url));
export const DEFAULT_BUNDLE_DIRECTORY: string = fileURLToPath(
  new URL('../../../../libs/elements/dist/bundle', import.meta.url),
);
