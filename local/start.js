// Plain JavaScript that any Node can read: finds a Node that runs the rest.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const [major = 0] = process.versions.node.split('.').map(Number);
const fromNpm = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));

if (major >= 24) {
  await import('./start.ts');
} else if (existsSync(fromNpm)) {
  const program = fileURLToPath(new URL('./start.ts', import.meta.url));
  const child = spawn(fromNpm, [...process.execArgv, program, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
} else {
  console.error(
    `Tocsin needs Node 24; this is ${process.version}.\n` +
      'npm ci brings it along on Linux and Windows. Elsewhere install it from https://nodejs.org and try again.',
  );
  process.exit(1);
}
