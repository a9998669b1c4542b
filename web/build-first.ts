import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'vite';

/** What asks for the first screen's alerts before the console is there, as a script of its own ahead of all others. */
export function first(): Plugin {
  const source = async (): Promise<string> => {
    const { outputFiles } = await build({
      entryPoints: [fileURLToPath(new URL('./first.ts', import.meta.url))],
      bundle: true,
      minify: true,
      write: false,
      format: 'iife',
      target: 'es2022',
    });
    return outputFiles[0]?.text ?? '';
  };
  let fileName = '';
  return {
    name: 'first',
    apply: 'build',
    async buildStart() {
      const text = await source();
      fileName = `assets/first-${createHash('sha256').update(text).digest('base64url').slice(0, 8)}.js`;
      this.emitFile({ type: 'asset', fileName, source: text });
    },
    transformIndexHtml: () => [
      { tag: 'script', attrs: { async: true, src: `/${fileName}` }, injectTo: 'head-prepend' },
    ],
  };
}
