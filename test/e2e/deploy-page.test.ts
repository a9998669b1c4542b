import { readFileSync } from 'node:fs';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkPeople } from '../../bin/doctor/checks/people.ts';
import { readPeople } from '../../bin/doctor/read/people.ts';
import { parseOptions } from '../../lib/context.ts';
import { localAdminKey } from '../../local/aws/secrets-manager.ts';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';

const page = readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8');
const setting = { stage: 'local', account: '000000000000', region: 'eu-central-1', partition: 'aws' };

/** The shell block of a section. */
function blockOf(heading: string): string {
  const section = page.slice(page.indexOf(`\n## ${heading}\n`));
  return /```sh\n([\s\S]*?)```/.exec(section)?.[1] ?? expect.fail(`${heading} has no commands`);
}

interface Step {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** What `api` is called with, in order. */
const stepsOf = (heading: string): Step[] =>
  [...blockOf(heading).matchAll(/^api ([A-Z]+) "?(\S+?)"?(?: '(.*?)')?(?:\s+#.*)?$/gm)].map(
    ([, method = '', path = '', body]) => ({ method, path, ...(body !== undefined && { body }) }),
  );

let cloud: LocalCloud;
mockClient(SecretsManagerClient).resolves({ SecretString: localAdminKey });

beforeAll(async () => {
  cloud = await startLocalCloud({ seed: 'none', clock: 'still' });
});
afterAll(() => cloud?.stop());

/** Does the steps one after the other; `ID` is the id that the one before it that answered a new one gave. */
async function take(steps: readonly Step[]) {
  let id = '';
  const answers = [];
  for (const { method, path, body } of steps) {
    const put = (text: string) => text.replaceAll(/\bID\b/g, id);
    const answer = await cloud.api(method, put(path), body === undefined ? undefined : JSON.parse(put(body)));
    expect([method, path, answer.status]).toEqual([method, path, expect.toSatisfy((status) => status < 300)]);
    if (/contacts\/phone-numbers$|policies\/name/.test(path)) id = String(answer.body.id);
    answers.push(answer.body);
  }
  return answers;
}

const findings = async () => {
  const facts = await readPeople(setting, { PublicUrl: cloud.url, OwnerKey: 'arn' });
  expect(facts.people).toMatchObject({ known: true });
  return checkPeople(facts as never, parseOptions({}), setting).map(({ what }) => what);
};

describe('docs/deploy.md, from a deployment to the first page', () => {
  it('leads the owner to a phone that rings, and an alert to an answer; doctor sees what was missing', async () => {
    expect(await findings()).toEqual(
      expect.arrayContaining([
        'The owner is admin@example.com, which is nobody',
        'The owner has no verified phone',
        'There is no alert source',
      ]),
    );
    const person = stepsOf('The first person');
    expect(person.length).toBeGreaterThanOrEqual(5);
    await take(person);
    await cloud.settle();
    expect(await cloud.outbox()).toContainEqual(expect.objectContaining({ channel: 'SMS', to: '+491701234567' }));

    const answers = await take(stepsOf('The first alert').filter(({ method }) => method !== 'PUT'));
    const { integrationUrl } = answers.find((answer) => answer?.integrationUrl !== undefined);
    const event = /-d '(\{ "eventType".*?\})'/.exec(blockOf('The first alert'))?.[1];
    const accepted = await fetch(integrationUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: event ?? expect.fail('the page sends no event'),
    });
    expect(accepted.status).toBe(202);
    await cloud.settle();
    const text = (await cloud.outbox()).findLast(({ channel }) => channel === 'SMS');
    expect(text?.text).toContain('This is a test: answer it');
    await cloud.reply(text?.id ?? '', { text: 'A' });
    await cloud.settle();
    expect((await cloud.api('GET', '/api/alerts?states=ACCEPTED')).body).toHaveLength(1);

    expect(await findings()).toEqual([]);
  });
});
