import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Deployment } from './deployment.ts';
import { deploy } from './runtime/template/deploy.ts';
import { type Addresses, localHost } from './runtime/template/identity.ts';
import { resolveStacks, type Template } from './runtime/template/stack.ts';

export type { Addresses } from './runtime/template/identity.ts';

/** Reads every template of a synthesized app and resolves its references. The same templates give the same names. */
export async function loadDeployment(assembly: string, addresses: Addresses): Promise<Deployment> {
  const ending = '.template.json';
  const files = (await readdir(assembly)).filter((file) => file.endsWith(ending)).sort();
  const templates: Record<string, Template> = {};
  for (const file of files) {
    const template = await readFile(path.join(assembly, file), 'utf8');
    templates[file.slice(0, -ending.length)] = JSON.parse(template.replaceAll(localHost, addresses.public));
  }
  return deploy(resolveStacks(templates, addresses), addresses);
}
