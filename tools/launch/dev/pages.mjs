import { join } from 'node:path';
import { createServer, defaultClientConditions } from 'vite';

/**
 * The demo by Vite, from its sources, with hot reload. What is the server's is handed on to it, so that the pages are
 * of the server's own origin, as they are without Vite.
 * @param {string} root
 * @param {number} serverPort
 */
export async function startPages(root, serverPort) {
  const server = { target: `http://localhost:${serverPort}` };
  const pages = await createServer({
    root: join(root, 'apps', 'demo'),
    resolve: { conditions: ['@rtc-call/source', ...defaultClientConditions] },
    server: {
      proxy: { '^/rtccall\\.v1\\.[A-Za-z]+/': server, '^/rtc-call/about(\\?|$)': server },
      fs: { allow: [root] },
    },
    plugins: [elementFromSource(join(root, 'libs', 'elements', 'src', 'register.ts'))],
  });
  return await pages.listen();
}

/**
 * `/rtc-call.js`, as embedding pages load it.
 * @param {string} source
 * @returns {import('vite').Plugin}
 */
function elementFromSource(source) {
  return {
    name: 'rtc-call:element-from-source',
    configureServer({ middlewares }) {
      middlewares.use((request, _response, next) => {
        if (request.url?.split('?')[0] === '/rtc-call.js') request.url = `/@fs/${source.replace(/^\//, '')}`;
        next();
      });
    },
  };
}
