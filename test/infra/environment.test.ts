import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Bundle } from '../../lib/bundle.ts';
import { minified } from './minified.ts';
import { everything, templatesOf } from './synthesize.ts';

const { bundles } = await minified();
const deployed = new Map(
  Object.values(templatesOf(everything))
    .flatMap((template) => Object.values(template.findResources('AWS::Lambda::Function')))
    .map(({ Properties }) => [
      String(Properties.FunctionName).replace('tocsin-test-', ''),
      Properties.Environment.Variables as Readonly<Record<string, unknown>>,
    ]),
);

/** The variables that the sources in a bundle read by name. */
function readBy({ metafile }: Pick<Bundle, 'metafile'>): string[] {
  const own = Object.keys(metafile.inputs).filter((file) => file.startsWith('functions/'));
  const names = own.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/\benvironment\('(\w+)'\)/g)].map(([, name]) => name as string),
  );
  return [...new Set(names)];
}

describe('environment', () => {
  it('every handler is deployed, and every function has a handler', () => {
    expect([...deployed.keys()].sort()).toEqual(bundles.map(({ name }) => name).sort());
  });

  it.each(bundles.map((bundle) => [bundle.name, bundle] as const))(
    '%s is given every variable it reads',
    (name, bundle) => {
      const given = deployed.get(name) ?? {};
      // Who calls nobody reads nothing of who calls.
      const isRead = (variable: string) => given.VOICE !== 'off' || !variable.startsWith('CONNECT_');
      expect(readBy(bundle).filter((variable) => isRead(variable) && !(variable in given))).toEqual([]);
    },
  );
});
