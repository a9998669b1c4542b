import { fileURLToPath } from 'node:url';

/** Builds the console's files into the folder, which is emptied before. Loads Vite only when it is called. */
export async function buildConsole(outDir: string): Promise<void> {
  const { build } = await import('vite');
  const configFile = fileURLToPath(new URL('./vite.config.ts', import.meta.url));
  // Whoever builds it, a test too: it is what people are served.
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  try {
    await build({ configFile, logLevel: 'warn', build: { outDir, emptyOutDir: true } });
  } finally {
    if (before === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = before;
  }
}
