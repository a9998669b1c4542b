import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { dayOf } from '../../functions/domain/notification/daily-caps.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { keys } from '../../functions/store/keys.ts';
import { handlerNames } from '../../lib/bundle.ts';
import { openRecordedTable } from '../support/recorded-table.ts';
import { type Invoked, invokeUnderClient, type Outside, runtimeClient } from '../support/runtime-client.ts';
import { readRecording } from '../upgrade/versions.ts';
import { minified } from './minified.ts';
import { everything, templatesOf } from './synthesize.ts';

const client = await runtimeClient();
const names = await handlerNames();

/** Every function's environment, as it is deployed; what is a reference there is some text here. */
const environments = new Map(
  Object.values(templatesOf(everything))
    .flatMap((template) => Object.values(template.findResources('AWS::Lambda::Function')))
    .map(({ Properties }) => {
      const variables = Object.entries(Properties.Environment.Variables as Record<string, unknown>);
      const texts = variables.map(([name, value]) => [
        name,
        typeof value === 'string' ? value : `http://{outside}/${name}`,
      ]);
      return [
        String(Properties.FunctionName).replace('tocsin-test-', ''),
        { ...Object.fromEntries(texts), PUBLIC_URL: 'http://{outside}', CANARY_PATIENCE: '0', AWS_MAX_ATTEMPTS: '1' },
      ] as const;
    }),
);

const records = (...bodies: readonly string[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: `m${index + 1}`,
    body,
    attributes: { ApproximateReceiveCount: '1' },
  })),
});
const waiting = (queue: string, index = 0) =>
  readRecording(1).messages.filter((one) => one.queue === queue)[index]?.body ?? '{}';
/** So many texts have gone out today that there are no more. */
const textsUsedUp = {
  ...keys.dayCount(dayOf(new Date().toISOString() as Instant)),
  type: 'DAY_COUNT',
  SMS: 1_000_000,
};
const mail = JSON.stringify({
  source: 'aws.s3',
  'detail-type': 'Object Created',
  detail: { bucket: { name: 'mail' }, object: { key: 'a-mail-that-cannot-be-read' } },
});
const request = (method: string, rawPath: string, body?: object) => ({
  version: '2.0',
  rawPath,
  rawQueryString: '',
  headers: { 'content-type': 'application/json' },
  requestContext: { http: { method, path: rawPath, sourceIp: '203.0.113.1' } },
  ...(body && { body: JSON.stringify(body) }),
  isBase64Encoded: false,
});
const deploy = {
  RequestType: 'Create',
  ResponseURL: 'http://{outside}/deployed',
  StackId: 'stack',
  RequestId: 'request',
  LogicalResourceId: 'Account',
  ResourceProperties: { RuleSetName: 'tocsin-test' },
};

/** What each function is asked, and what it answers. */
const stories: Readonly<
  Record<string, { readonly event: unknown; readonly answers?: unknown; readonly fails?: RegExp }>
> = {
  'activate-mail': { event: deploy, answers: null },
  'advance-escalation': { event: { v: 2, alertId: 1, generation: 1 }, fails: /./ },
  'after-restore': { event: { restoredTo: '2026-11-21T10:06:00Z', dryRun: true }, fails: /./ },
  api: { event: request('GET', '/health'), answers: { statusCode: 200 } },
  canary: { event: {}, fails: /the event did not become an alert/ },
  'handle-callback': { event: { v: 2, part: 'slack', work: {} }, fails: /./ },
  'handle-reply': {
    event: records(mail),
    answers: { batchItemFailures: [{ itemIdentifier: 'm1' }] },
  },
  ingest: {
    event: request('POST', '/api/events', { integrationKey: 'nobody', eventType: 'ALERT', summary: 'x' }),
    answers: { statusCode: 400 },
  },
  'on-change': {
    event: {
      Records: [
        { dynamodb: { SequenceNumber: '1', OldImage: { type: { S: 'ALERT' } }, NewImage: { type: { S: 'ALERT' } } } },
      ],
    },
    answers: { batchItemFailures: [{ itemIdentifier: '1' }] },
  },
  'process-event': {
    event: records(waiting('events'), '{"v":2}'),
    answers: { batchItemFailures: [{ itemIdentifier: 'm2' }] },
  },
  'receive-callback': { event: request('POST', '/callbacks/slack/events', {}), answers: { statusCode: 403 } },
  'render-page': { event: { Records: [{ dynamodb: { SequenceNumber: '1', NewImage: {} } }] }, answers: null },
  'send-notification': {
    event: records(waiting('notifications'), '{"v":2}', waiting('notifications', 1)),
    answers: { batchItemFailures: [{ itemIdentifier: 'm2' }] },
  },
  'publish-console': { event: deploy, answers: null },
  'set-up': { event: deploy, answers: null },
  'run-action': { event: { v: 1 }, answers: null },
  'tell-subscribers': { event: { v: 1 }, answers: null },
  'sign-in': { event: request('GET', '/auth/session'), answers: { statusCode: 401 } },
  tick: { event: {}, answers: null },
};

/** AWS and the public address, as one server. */
const outside =
  (table: (target: string, body: string) => object): Outside =>
  ({ url = '', headers }, body) => {
    const target = String(headers['x-amz-target'] ?? '');
    // Nobody waits for the turn of whoever tells subscribers, who would go on and on.
    if (target.endsWith('UpdateItem') && body.includes('isWaitedFor'))
      return { status: 400, body: JSON.stringify({ __type: 'ConditionalCheckFailedException' }) };
    if (target.startsWith('DynamoDB_')) return { body: JSON.stringify(table(target, body)) };
    if (target.endsWith('GetSecretValue')) return { body: JSON.stringify({ SecretString: 's'.repeat(64) }) };
    if (target.endsWith('SendMessageBatch')) return { body: JSON.stringify({ Successful: [], Failed: [] }) };
    if (target.endsWith('SendTextMessage')) {
      return {
        status: 400,
        body: JSON.stringify({ __type: 'ConflictException', Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' }),
      };
    }
    if (target.endsWith('StartExecution')) return { body: JSON.stringify({ executionArn: 'arn', startDate: 1 }) };
    if (url === '/health') return { body: '{}' };
    if (url === '/api/events') return { status: 202, body: '{}' };
    return url === '/deployed' ? { body: '' } : undefined;
  };

const isJson = (line: string): boolean => {
  try {
    return typeof JSON.parse(line) === 'object';
  } catch {
    return false;
  }
};

/** Filter patterns for JSON lines, as far as the docs use them: `{ $.name = "text with *" }`. */
function filterOf(pattern: string): (line: string) => boolean {
  const [, name = '', text] = /^\{ \$\.(\w+) = "([^"]*)" \}$/.exec(pattern) ?? [];
  if (text === undefined) throw new Error(`no pattern that this test can try: ${pattern}`);
  const pieces = text.split('*').map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const wanted = new RegExp(`^${pieces.join('.*')}$`, 's');
  return (line) => isJson(line) && wanted.test(String(JSON.parse(line)[name]));
}

const patterns = ['runbook.md', 'first-page.md', 'deploy.md'].flatMap((file) => {
  const url = new URL(`../../docs/${file}`, import.meta.url);
  const text = (() => {
    try {
      return readFileSync(url, 'utf8');
    } catch {
      return '';
    }
  })();
  const commands = text.matchAll(/logs tail \/tocsin\/\S+?\/([\w-]+)[^`\n]*?--filter-pattern '([^']+)'/g);
  return [...commands].map(([, name = '', pattern = '']) => ({ name, pattern }));
});

describe.skipIf(client === undefined)("the deployed functions under AWS's runtime client", () => {
  const invoked = new Map<string, Invoked>();
  let outdir: string;

  beforeAll(async () => {
    ({ outdir } = await minified());
    for (const name of names) {
      const { event } = stories[name] ?? { event: {} };
      const environment = { ...environments.get(name), NODE_OPTIONS: '--enable-source-maps' };
      invoked.set(name, await invoke(name, event, environment));
    }
  });

  const invoke = (name: string, event: unknown, environment: Readonly<Record<string, string>>) =>
    invokeUnderClient({
      client: client ?? '',
      directory: path.join(outdir, name),
      event,
      environment,
      outside: outside(openRecordedTable([textsUsedUp])),
    });

  it('are all tried', () => expect(Object.keys(stories).sort()).toEqual(names));

  it.each(names)('%s starts, takes an event and answers', (name) => {
    const { answers, fails } = stories[name] ?? {};
    const { answer, error } = invoked.get(name) ?? {};
    if (fails) expect(error?.errorMessage).toMatch(fails);
    else if (answers === null) expect({ answer, error }).toEqual({ answer: null, error: undefined });
    else expect({ answer, error }).toMatchObject({ answer: answers });
  });

  it.each(names)('%s writes lines of JSON, as they are', (name) => {
    const { lines = [], error } = invoked.get(name) ?? {};
    // What a function throws, the client writes down in its own words besides.
    const own = lines.filter((line) => !line.includes('\tERROR\tInvoke Error'));
    expect(lines.length - own.length).toBe(error ? 1 : 0);
    for (const line of own) {
      expect([line, isJson(line)]).toEqual([line, true]);
      const parsed = JSON.parse(line);
      if ('_aws' in parsed) continue;
      expect(parsed).toMatchObject({
        level: expect.stringMatching(/^(INFO|WARN|ERROR)$/),
        message: expect.any(String),
      });
      expect(parsed.function).toBe(`tocsin-test-${name}`);
    }
  });

  it('would lose the JSON in what console.log writes, which is why nobody uses it', async () => {
    await mkdir(path.join(outdir, 'by-console'), { recursive: true });
    const code = `export const handler = async () => console.log(JSON.stringify({ level: 'ERROR' }));`;
    await writeFile(path.join(outdir, 'by-console/index.mjs'), code);
    const { lines } = await invoke('by-console', {}, {});
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^\S+\t\S+\tINFO\t\{"level":"ERROR"\}$/);
    expect(filterOf('{ $.level = "ERROR" }')(lines[0] ?? '')).toBe(false);
  });

  it('are searched with patterns that the runbook has', () => expect(patterns.length).toBeGreaterThan(5));

  it.each(patterns)('$pattern finds lines of $name', ({ name, pattern }) => {
    const { lines = [] } = invoked.get(name) ?? {};
    expect(lines.filter(filterOf(pattern))).not.toEqual([]);
  });
});

it('nothing that is deployed writes by way of console', () => {
  const sources = new URL('../../functions/', import.meta.url);
  const names = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file));
  const files = names.filter((file) => /\bconsole\.\w+\(/.test(readFileSync(new URL(file, sources), 'utf8')));
  expect(files).toEqual([]);
});
