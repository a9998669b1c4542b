import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Counted } from './counts.ts';
import { type FeatureCounts, featureFile } from './features.ts';

const file = new URL('./counts.json', import.meta.url);

/** The counts as committed. */
export const readCounted = (): Counted => JSON.parse(readFileSync(file, 'utf8'));

/** Replaces the committed counts, in the format of all files here. */
export const writeCounted = (counted: Counted): void => write(file, counted);

/** The same with those of features. */
export const writeFeatures = (counted: FeatureCounts): void => write(featureFile, counted);

function write(to: URL, counted: object): void {
  writeFileSync(to, JSON.stringify(counted, null, 2));
  execFileSync('npx', ['biome', 'format', '--write', fileURLToPath(to)], { stdio: 'ignore' });
}
