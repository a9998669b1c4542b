import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { darkTokens, lightTokens } from '../functions/render/tokens.ts';
import { first } from './build-first.ts';

/** The local cloud that answers behind `npm run web`. */
const api = process.env.TOCSIN_URL ?? 'http://127.0.0.1:4010';

const root = fileURLToPath(new URL('.', import.meta.url));

/** The colours that status pages have too, as a style sheet: by what the system prefers, unless the person has chosen. Paper is light. */
function tokens(): Plugin {
  const name = 'virtual:tokens.css';
  const sheet = `
:root { color-scheme: light dark; ${lightTokens} }
@media screen and (prefers-color-scheme: dark) { :root { ${darkTokens} } }
:root[data-theme='light'] { color-scheme: light; ${lightTokens} }
@media screen { :root[data-theme='dark'] { color-scheme: dark; ${darkTokens} } }
@media print { :root { color-scheme: light } }
`;
  return {
    name: 'tokens',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load: (id) => (id === `\0${name}` ? sheet : undefined),
  };
}

/** What no other file imports, and is there without a network, too. */
const publicFiles = ['/index.html', '/bell.svg', '/manifest.webmanifest', '/icons/icon-192.png', '/icons/badge-96.png'];

/** What every screen needs: what the page itself loads, and what that imports. */
function shellOf(bundle: Rolldown.OutputBundle): string[] {
  const found = new Set<string>();
  const add = (name: string): void => {
    const chunk = bundle[name];
    if (found.has(name) || chunk?.type !== 'chunk') return;
    found.add(name);
    for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
    for (const imported of chunk.imports) add(imported);
  };
  for (const [name, chunk] of Object.entries(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) add(name);
  return [...found].map((name) => `/${name}`);
}

/**
 * The service worker at an address that stays, with the names of all files of this build: they are there before somebody is without a
 * network. It is no part of the page's scripts.
 */
function worker(): Plugin {
  return {
    name: 'worker',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const names = Object.keys(bundle)
        .filter((name) => name.startsWith('assets/'))
        .map((name) => `/${name}`)
        .toSorted();
      const shell = [...publicFiles, ...shellOf(bundle)].toSorted();
      const page = await readFile(new URL('./index.html', import.meta.url), 'utf8');
      const edition = createHash('sha256')
        .update(JSON.stringify([names, page]))
        .digest('hex')
        .slice(0, 16);
      const { outputFiles } = await build({
        entryPoints: [fileURLToPath(new URL('./worker/worker.ts', import.meta.url))],
        bundle: true,
        minify: true,
        write: false,
        format: 'iife',
        target: 'es2022',
        define: {
          consoleShell: JSON.stringify(shell),
          consoleFiles: JSON.stringify(names),
          consoleEdition: JSON.stringify(edition),
        },
      });
      this.emitFile({ type: 'asset', fileName: 'worker.js', source: outputFiles[0]?.text ?? '' });
    },
  };
}

/** `npm run web` serves the console while it is being written; the API of a running local cloud answers behind it. */
export default defineConfig({
  root,
  plugins: [tokens(), first(), worker()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { react: 'preact/compat' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // What is small would stand in the sheet as data, and each screen brings what it needs itself.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What the first screen needs comes as one file, the icons that it draws among it, however many other screens have a part of it.
            { name: 'console', tags: ['$initial'], priority: 2 },
            // Each icon that two screens have would be a file of its own, and a request of both.
            { name: 'icons', test: /node_modules[\\/]lucide-preact/, priority: 1 },
          ],
        },
      },
    },
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
