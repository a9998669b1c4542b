import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { darkTokens, lightTokens } from '../functions/render/tokens.ts';

/** The local cloud that answers behind `npm run web`. */
const api = process.env.TOCSIN_URL ?? 'http://127.0.0.1:4010';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The colours that status pages have too, as a style sheet: by what the system prefers, unless the person has chosen. */
function tokens(): Plugin {
  const name = 'virtual:tokens.css';
  const sheet = `
:root { color-scheme: light dark; ${lightTokens} }
@media (prefers-color-scheme: dark) { :root { ${darkTokens} } }
:root[data-theme='light'] { color-scheme: light; ${lightTokens} }
:root[data-theme='dark'] { color-scheme: dark; ${darkTokens} }
`;
  return {
    name: 'tokens',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? sheet : undefined),
  };
}

/** `npm run web` serves the console while it is being written; the API of a running local cloud answers behind it. */
export default defineConfig({
  root,
  plugins: [tokens()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { react: 'preact/compat' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // What is small would stand in the sheet as data, and each screen brings what it needs itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      // Forms have to come from the API's own host.
      ['/api', '/auth', '/answer', '/_local'].map((path) => [path, { target: api, headers: { origin: api } }]),
    ),
  },
});
