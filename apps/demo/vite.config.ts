import { defineConfig } from 'vite';

/**
 * The pages, each an HTML file here. They load the element as any embedding
 * page does, by `/rtc-call.js` from their server (`vite-ignore` keeps that tag
 * as it is), so it is no part of this build.
 */
export default defineConfig({
  appType: 'mpa',
  resolve: { conditions: ['@rtc-call/source', 'module', 'browser', 'development|production'] },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    // A page's own origin is all that its Content-Security-Policy allows.
    assetsInlineLimit: 0,
    rolldownOptions: { input: ['index.html', 'call.html', 'check.html', 'embed.html', 'recording.html'] },
  },
});
