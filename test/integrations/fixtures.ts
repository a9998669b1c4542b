import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../fixtures/payloads');

/** What a sample body should give, as written in its folder's `expected.json`. */
export interface Expected {
  readonly eventType: string | null;
  readonly summary: string | null;
  readonly alertKey: string | null;
  readonly priority: string | null;
  readonly ignored: boolean;
}

/** The slugs of all tools that have samples. */
export const sampledTools: readonly string[] = readdirSync(folder);

/** A sample body as the tool sends it. */
export const sampleText = (tool: string, file: string): string => readFileSync(join(folder, tool, file), 'utf8');

/** What is expected of each sample of the tool, by file name. */
export const expectedOf = (tool: string): Readonly<Record<string, Expected>> =>
  JSON.parse(sampleText(tool, 'expected.json'));
