import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { allDrivers } from '../functions/actions/catalogue.ts';
import { tableOfActions } from '../functions/actions/page.ts';
import { describeApi } from '../functions/handlers/api/openapi.ts';
import { allRoutes } from '../functions/handlers/api/routes.ts';
import { allIntegrations } from '../functions/integrations/catalogue.ts';
import { pageOf, tableOf } from '../functions/integrations/page.ts';
import { readmeFile, readmeWithOptions } from '../lib/options-table.ts';
import { type Description, typesOf } from './api-types.ts';

const typesFile = fileURLToPath(new URL('../web/client/schema.ts', import.meta.url));
const docs = fileURLToPath(new URL('../docs', import.meta.url));
const section = /(<!-- tools:begin[^>]*-->\n)[\s\S]*?(<!-- tools:end -->)/;
const actions = path.join(docs, 'actions.md');
const actionsSection = /(<!-- actions:begin[^>]*-->\n)[\s\S]*?(<!-- actions:end -->)/;

async function apiTypes(): Promise<string> {
  const routes = (await allRoutes()).filter(({ path }) => !path.startsWith('/api/api-docs'));
  return typesOf(describeApi(routes, '') as Description);
}

/** Every file that is made from the code, by its path, as it should be. */
export async function madeFiles(): Promise<ReadonlyMap<string, string>> {
  const integrations = await allIntegrations();
  const drivers = tableOfActions(await allDrivers());
  const overview = path.join(docs, 'integrations.md');
  return new Map([
    [readmeFile, readmeWithOptions()],
    [typesFile, await apiTypes()],
    [
      overview,
      readFileSync(overview, 'utf8').replace(section, (_all, begin, end) => `${begin}${tableOf(integrations)}\n${end}`),
    ],
    [
      actions,
      readFileSync(actions, 'utf8').replace(actionsSection, (_all, begin, end) => `${begin}${drivers}\n${end}`),
    ],
    ...integrations.map((one) => [path.join(docs, 'integrations', `${one.slug}.md`), pageOf(one)] as const),
  ]);
}

/** Pages of tools that there are no more. */
export function leftOver(made: ReadonlyMap<string, string>): string[] {
  const folder = path.join(docs, 'integrations');
  return readdirSync(folder)
    .map((file) => path.join(folder, file))
    .filter((file) => !made.has(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(path.join(docs, 'integrations'), { recursive: true });
  const made = await madeFiles();
  for (const file of leftOver(made)) rmSync(file);
  for (const [file, text] of made) writeFileSync(file, text);
}
