import { describe, expect, it } from 'vitest';
import { Options } from '../../lib/context.ts';
import { readTemplates, recordedVersions } from '../upgrade/versions.ts';
import { describeTemplates, importsOf, joined, namedTypes, resourcesIn } from './described.ts';
import { choices, deployments, notChosen } from './variants.ts';

const described = deployments.map(({ name, templates }) => ({ name, templates, ...describeTemplates(templates) }));
const present = joined(described);
const pairs = described.flatMap((before) => described.map((after) => ({ before, after })));

/** A stack that is not yet updated, and the one of its imports that is. */
const waiting = [
  ['data', 'core'],
  ['data', 'edge'],
  ['core', 'edge'],
] as const;

describe('a later deploy with other options', () => {
  it('is tried with every option that may be chosen', () => {
    expect([...Object.keys(choices), ...notChosen].sort()).toEqual(Object.keys(Options.shape).sort());
  });

  it('leaves every export that a stack imports which is not yet updated, and what it stands for', () => {
    const missing = pairs.flatMap(({ before, after }) =>
      waiting.flatMap(([updated, not]) => {
        const { [updated]: kept = {} } = after.exports;
        const { [updated]: had = {} } = before.exports;
        const broken = importsOf(before.templates[not]).filter((name) => name in had && kept[name] !== had[name]);
        return broken.map((name) => `${before.name} → ${after.name}: ${not} imports ${name}`);
      }),
    );
    expect(missing).toEqual([]);
  });

  it('finds every export that it imports, stack by stack', () => {
    const missing = described.flatMap(({ name, templates, exports }) => {
      const all = new Set(Object.values(exports).flatMap((each) => Object.keys(each)));
      const wanted = Object.values(templates).flatMap(importsOf);
      return wanted.filter((one) => !all.has(one)).map((one) => `${name}: ${one}`);
    });
    expect(missing).toEqual([]);
  });

  it('exports the same, whatever the options: what is imported once can be imported for good', () => {
    for (const { name, exports } of described) expect([name, exports]).toEqual([name, present.exports]);
  });

  it('keeps whatever has a name of its own at its place: a second one of that name could not be made', () => {
    const moved = described.flatMap(({ name, named }) =>
      Object.entries(named).flatMap(([what, place]) =>
        place === present.named[what] ? [] : [`${name}: ${what} is ${place}, and elsewhere ${present.named[what]}`],
      ),
    );
    expect(moved).toEqual([]);
  });

  it('changes nothing of it that only a second one of that name could have', () => {
    const lasting = new Map<string, string>();
    const changed = described.flatMap(({ name, templates }) =>
      Object.values(templates)
        .flatMap(resourcesIn)
        .flatMap(([id, { Type, Properties }]) =>
          (namedTypes[Type]?.lasting ?? []).flatMap((property) => {
            const value = JSON.stringify(Properties?.[property]) ?? 'none';
            const key = `${id} ${property}`;
            if ((lasting.get(key) ?? value) !== value) return [`${name}: ${key} is ${value}`];
            lasting.set(key, value);
            return [];
          }),
        ),
    );
    expect(changed).toEqual([]);
  });

  it('knows every type that is given a name', () => {
    // The name of an API is no key, and the custom resource names the rule set of another resource.
    const free = ['AWS::ApiGatewayV2::Api', 'Custom::ActiveReceiptRuleSet'];
    const unknown = described
      .flatMap(({ templates }) => Object.values(templates).flatMap(resourcesIn))
      .filter(([, { Type, Properties = {} }]) => {
        const names = Object.keys(Properties).filter((property) => /^(\w*Name|Name)$/.test(property));
        const given = names.filter((name) => JSON.stringify(Properties[name]).match(/tocsin[-/]test/));
        return given.some((name) => namedTypes[Type]?.name !== name) && !free.includes(Type);
      });
    expect([...new Set(unknown.map(([, { Type }]) => Type))]).toEqual([]);
  });
});

describe('a first deploy that fails', () => {
  it('leaves nothing behind: whatever is kept later is not kept then', () => {
    const policies = described
      .flatMap(({ templates }) =>
        Object.values(templates).flatMap((template) => Object.entries(template.toJSON().Resources)),
      )
      // biome-ignore lint/suspicious/noExplicitAny: a resource as CloudFormation has it
      .map(([id, { Type, DeletionPolicy, UpdateReplacePolicy }]: [string, any]) => ({
        what: `${Type} ${id}`,
        policies: `${DeletionPolicy ?? 'Delete'}, ${UpdateReplacePolicy ?? 'Delete'}`,
      }));
    const kept = policies.filter(({ policies }) => policies !== 'Delete, Delete');
    expect(new Set(kept.map(({ policies }) => policies))).toEqual(new Set(['RetainExceptOnCreate, Retain']));
    expect([...new Set(kept.map(({ what }) => what.split(' ')[0]))].sort()).toEqual([
      'AWS::ApiGatewayV2::Api',
      'AWS::DynamoDB::GlobalTable',
      'AWS::S3::Bucket',
      'AWS::SecretsManager::Secret',
      'AWS::StepFunctions::StateMachine',
    ]);
  });

  it('makes the table, which is protected from deletion, when all else of its stack is there', () => {
    for (const { name, templates } of described) {
      const resources: Record<string, { Type: string; DependsOn?: string[] }> = templates.data.toJSON().Resources;
      const [table] = Object.values(resources).filter(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');
      const others = Object.entries(resources).filter(([, { Type }]) => Type !== 'AWS::DynamoDB::GlobalTable');
      expect([name, new Set(table?.DependsOn)]).toEqual([name, new Set(others.map(([id]) => id))]);
    }
  });
});

describe.each(recordedVersions())('after version %i', (version) => {
  const recorded = readTemplates(version);

  it('takes back no export that its stacks may import', () => {
    for (const [stack, exports] of Object.entries(recorded.exports))
      expect([stack, present.exports[stack]]).toEqual([stack, expect.objectContaining(exports)]);
  });

  it('keeps what has a name of its own at its place', () => {
    const moved = Object.entries(recorded.named).filter(([what, place]) => (present.named[what] ?? place) !== place);
    expect(moved).toEqual([]);
  });
});

it('changes at most one index of the table since the last recorded version: CloudFormation takes no more in one update', () => {
  const { indexes } = readTemplates(recordedVersions().at(-1) ?? 0);
  const names = [...new Set([...Object.keys(indexes), ...Object.keys(present.indexes)])];
  const changed = names.filter((name) => JSON.stringify(indexes[name]) !== JSON.stringify(present.indexes[name]));
  expect(changed.length).toBeLessThanOrEqual(1);
});
