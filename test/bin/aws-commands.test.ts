import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsIn, documents } from './documented-commands.ts';

const root = join(import.meta.dirname, '../..');

/** Whose SDK client describes a service of the command line, where they are not called the same. */
const clients: Readonly<Record<string, string>> = { secretsmanager: 'secrets-manager', stepfunctions: 'sfn' };

/** Commands of services whose client this project does not have: read against the AWS CLI's reference. */
const read = [
  'acm describe-certificate --certificate-arn',
  'acm request-certificate --domain-name --validation-method',
  'acm wait certificate-validated --certificate-arn',
  'apigatewayv2 delete-api --api-id',
  'cloudfront create-distribution-tenant --distribution-id --domains --managed-certificate-request --name',
  'cloudfront list-connection-groups',
  'events create-api-destination --connection-arn --http-method --invocation-endpoint --name',
  'events create-connection --auth-parameters --authorization-type --name',
  'events list-rules --name-prefix',
  'events put-rule --event-pattern --name',
  'events put-targets --rule --targets',
  'logs tail --filter-pattern --since',
  'logs tail --since',
  'route53 change-resource-record-sets --change-batch --hosted-zone-id',
  's3 rb --force',
  'service-quotas request-service-quota-increase --desired-value --quota-code --service-code',
];

/** Of the command line itself, not of an operation. */
const everywhere = ['query', 'output', 'region'];

interface Written {
  readonly command: string;
  readonly service: string;
  readonly operation: string;
  readonly flags: readonly string[];
}

/** A command within another one, `"$(aws …)"`. */
const nested = /"?\$\((aws [^()]*)\)"?/g;
/** In a message of doctor, what a call of this puts there. */
const computed = /\$\{updateCommand\(identity\)\}/g;

/** Every command of the AWS CLI in the docs and in what doctor says to do. */
function written(): Written[] {
  const lines = documents.flatMap(commandsIn);
  const inner = lines.flatMap((line) => [...line.matchAll(nested)].map(([, command = '']) => command));
  const outer = lines.flatMap((line) => [
    ...(line.replaceAll(nested, 'TEXT').match(/\baws [a-z][\w-]* [a-z][\w-]*(?![\w-]*[.$])[^|>]*/g) ?? []),
  ]);
  const sources = readdirSync(join(root, 'bin'), { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.ts'),
  );
  const inMessages = sources.flatMap((name) => {
    const text = readFileSync(join(root, 'bin', name), 'utf8').replaceAll(/['`] \+\s*['`]/g, '');
    const filled = text.replaceAll(computed, 'update-phone-number --phone-number-id ID');
    return filled.match(/\baws [a-z][\w-]* [a-z][\w-]*(?=[ `'])[^`',;()\\]*/g) ?? [];
  });
  return [...inner, ...outer, ...inMessages].map((command) => {
    const bare = command.replaceAll(/"[^"]*"|'[^']*'/g, 'TEXT');
    const [, service = '', first = '', ...rest] = bare.split(/\s+/);
    const operation = first === 'wait' ? `wait ${rest[0]}` : first;
    const flags = [...bare.matchAll(/ --([a-z][\w-]*)/g)].map(([, flag = '']) => flag);
    return { command: command.trim(), service, operation, flags: flags.filter((flag) => !everywhere.includes(flag)) };
  });
}

const squeezed = (name: string) => name.replaceAll('-', '').toLowerCase();

/** What an operation takes, by the model that its SDK client carries; undefined without such an operation. */
async function membersOf(
  service: string,
  operation: string,
): Promise<{ names: string[]; required: string[] } | undefined> {
  const client: Record<string, unknown> = await import(`@aws-sdk/client-${clients[service] ?? service}`);
  const name = Object.keys(client).find((key) => key.toLowerCase() === `${squeezed(operation)}command`);
  if (name === undefined) return undefined;
  const Command = client[name] as new (input: object) => { schema: unknown[] };
  const input = new Command({}).schema[4];
  const model = (typeof input === 'function' ? input() : input) as unknown[];
  if (!Array.isArray(model)) return { names: [], required: [] };
  const names = (model[4] ?? []) as string[];
  return { names: names.map(squeezed), required: names.slice(0, Number(model[6] ?? 0)).map(squeezed) };
}

/** `aws s3` copies and removes whole buckets, which no single operation does. */
const isOurs = (service: string) => {
  if (service === 's3') return false;
  const folder = readdirSync(join(root, 'node_modules/@aws-sdk'));
  return folder.includes(`client-${clients[service] ?? service}`);
};

const all = written();
const modelled = all.filter(({ service, operation }) => isOurs(service) && !operation.startsWith('wait '));

describe('commands of the AWS command line, as the docs and doctor write them', () => {
  it('are there', () => {
    expect(all.length).toBeGreaterThan(70);
    expect(modelled.length).toBeGreaterThan(60);
  });

  it.each(modelled.map((one) => [one.command, one] as const))('%s', async (_command, { service, operation, flags }) => {
    const model = await membersOf(service, operation);
    expect(model, `${service} has no operation ${operation}`).toBeDefined();
    // The one member that the command line calls otherwise: --endpoint-url is its own.
    const given = flags.map((flag) => squeezed(flag).replace('notificationendpoint', 'endpoint'));
    const takes = (flag: string) => model?.names.includes(flag) || model?.names.includes(flag.replace(/^no/, ''));
    // The command line's own: the answer's file and encoding, and paging.
    const own = ['cliinputjson', 'clibinaryformat', 'maxitems'];
    expect(given.filter((flag) => !takes(flag) && !own.includes(flag))).toEqual([]);
    // In a sentence, a command may be named without all that it takes.
    if (given.length > 0)
      expect(model?.required.filter((name) => !given.includes(name) && !given.includes(`no${name}`))).toEqual([]);
  });

  it('wait for what can be waited for', async () => {
    const waits = all.filter(({ service, operation }) => operation.startsWith('wait ') && isOurs(service));
    for (const { service, operation } of waits) {
      const client: object = await import(`@aws-sdk/client-${service}`);
      const waiter = `waituntil${squeezed(operation.replace('wait ', ''))}`;
      expect(Object.keys(client).map((key) => key.toLowerCase())).toContain(waiter);
    }
  });

  it('of other services were read', () => {
    const others = all.filter(({ service }) => !isOurs(service));
    const forms = others.map(({ service, operation, flags }) =>
      [service, operation, ...flags.map((flag) => `--${flag}`).sort()].join(' '),
    );
    expect([...new Set(forms)].filter((form) => !read.includes(form)).sort()).toEqual([]);
  });
});

describe('what doctor points to', () => {
  const sources = readdirSync(join(root, 'bin/doctor'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(root, 'bin/doctor', name), 'utf8'))
    .join('\n');
  const headings = (document: string) =>
    [...readFileSync(join(root, document), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
  const anchorOf = (heading: string) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\w\s-]/g, '')
      .replaceAll(/\s/g, '-');

  it('is a section of deploy.md that exists', () => {
    const named = [...sources.matchAll(/docs\/deploy\.md, "([^"]+)"/g)].map(([, name = '']) => name);
    expect(named.length).toBeGreaterThan(4);
    expect(named.filter((name) => !headings('docs/deploy.md').includes(name))).toEqual([]);
  });

  it('is a section of the runbook that exists', () => {
    const anchors = [...sources.matchAll(/docs\/runbook\.md#([\w-]+)/g)].map(([, name = '']) => name);
    expect(anchors.length).toBeGreaterThan(2);
    expect(anchors.filter((name) => !headings('docs/runbook.md').map(anchorOf).includes(name))).toEqual([]);
  });
});
