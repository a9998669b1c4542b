import { readFileSync, writeFileSync } from 'node:fs';
import type { Counted } from './counts.ts';

const file = new URL('./counts.json', import.meta.url);

/** The counts as committed. */
export const readCounted = (): Counted => JSON.parse(readFileSync(file, 'utf8'));

/** Replaces the committed counts. */
export const writeCounted = (counted: Counted): void => writeFileSync(file, `${JSON.stringify(counted, null, 2)}\n`);
