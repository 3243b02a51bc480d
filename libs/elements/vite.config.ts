import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

/** The bundle that a page loads by one script tag: `rtc-call.js`, with whatever chunks it has beside it. */
export default defineConfig(({ command }) => ({
  base: './',
  resolve: {
    // By name, since Vite would go by NODE_ENV, and a bundle built by a test run would have Lit's development build.
    conditions: ['@rtc-call/source', 'module', 'browser', command === 'build' ? 'production' : 'development'],
  },
  build: {
    outDir: 'dist/bundle',
    emptyOutDir: true,
    target: 'es2022',
    sourcemap: true,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: { 'rtc-call': fileURLToPath(new URL('src/register.ts', import.meta.url)) },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'rtc-call/[name]-[hash].js' },
    },
  },
}));
