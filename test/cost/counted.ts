import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Counted } from './counts.ts';

const file = new URL('./counts.json', import.meta.url);

/** The counts as committed. */
export const readCounted = (): Counted => JSON.parse(readFileSync(file, 'utf8'));

/** Replaces the committed counts, in the format of all files here. */
export function writeCounted(counted: Counted): void {
  writeFileSync(file, JSON.stringify(counted, null, 2));
  execFileSync('npx', ['biome', 'format', '--write', fileURLToPath(file)], { stdio: 'ignore' });
}
