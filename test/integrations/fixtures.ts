import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Integration } from '../../functions/integrations/adapter.ts';
import { allIntegrations, integrationFor } from '../../functions/integrations/catalogue.ts';

const folder = join(import.meta.dirname, '../fixtures/payloads');

/** What a sample body should give, as written in its folder's `expected.json`. */
export interface Expected {
  readonly eventType: string | null;
  readonly summary: string | null;
  readonly alertKey: string | null;
  readonly priority: string | null;
  readonly ignored: boolean;
  /** What the members of a grouped notification give, where the source wants an event for each. */
  readonly ifSplit?: readonly { readonly eventType: string; readonly alertKey: string }[];
}

/** The files of a tool's folder that hold a body. */
export const sampleFiles = (tool: string): readonly string[] =>
  readdirSync(join(folder, tool)).filter((file) => file.endsWith('.json') && file !== 'expected.json');

/** A sample body as the tool sends it. */
export const sampleText = (tool: string, file: string): string => readFileSync(join(folder, tool, file), 'utf8');

/** What is expected of each sample of the tool, by file name. */
export const expectedOf = (tool: string): Readonly<Record<string, Expected>> =>
  JSON.parse(sampleText(tool, 'expected.json'));

/** Every tool of the catalogue, loaded. */
export const integrations: readonly Integration[] = await allIntegrations();

/** The slugs of all tools that have samples, and an adapter. */
export const sampledTools: readonly string[] = readdirSync(folder).filter(
  (tool) => tool === 'generic-json' || integrations.some(({ slug }) => slug === tool),
);

const bySlug = new Map(integrations.map((one) => [one.slug, one]));

/** The tool that a path segment chooses, loaded. */
export function adapterOf(segment: string): Integration {
  const { slug } = integrationFor(segment);
  const found = bySlug.get(slug);
  if (found === undefined) throw new Error(`no adapter ${slug}`);
  return found;
}
