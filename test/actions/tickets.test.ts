import { describe, expect, it } from 'vitest';
import { driverOf } from '../../functions/actions/catalogue.ts';
import type { ActionRequest } from '../../functions/actions/driver.ts';
import type { ActionFacts } from '../../functions/actions/facts.ts';
import { anAlert, factsFor } from './facts.ts';
import { createAutotask } from './fakes/autotask.ts';
import type { TicketFake } from './fakes/fake.ts';
import { createGitHub } from './fakes/github.ts';
import { createJira } from './fakes/jira.ts';
import { createServiceNow } from './fakes/servicenow.ts';
import { createTopdesk } from './fakes/topdesk.ts';
import { createZammad } from './fakes/zammad.ts';
import { createZendesk } from './fakes/zendesk.ts';
import { answered, attempt, inTurn, losing, overHttp } from './play.ts';

const tools = [
  ['jira', createJira, 'password'],
  ['servicenow', createServiceNow, 'password'],
  ['zendesk', createZendesk, 'apiKey'],
  ['github', createGitHub, 'apiKey'],
  ['topdesk', createTopdesk, 'password'],
  ['zammad', createZammad, 'apiKey'],
  ['autotask', createAutotask, 'password'],
] as const;

const isWrite = (request: ActionRequest) =>
  request.kind === 'http' && request.method !== 'GET' && !request.url.includes('/query');

describe.each(tools)('%s', (type, create, secret) => {
  const open = async () => {
    const fake: TicketFake = create();
    const driver = await driverOf(type);
    const run = (changes: Parameters<typeof factsFor>[1] = {}) =>
      attempt(driver, factsFor(type, changes), overHttp(fake.target)).reading;
    const lost = (changes: Parameters<typeof factsFor>[1] = {}, isLost = isWrite) =>
      attempt(driver, factsFor(type, changes), losing(overHttp(fake.target), isLost)).reading;
    return { fake, run, lost, driver };
  };
  const acknowledged: Partial<ActionFacts> = {
    trigger: 'alert-acknowledged',
    deed: { by: 'Ada Lovelace' },
    alert: anAlert({ status: 'ACCEPTED' }),
    attemptKey: 'SECOND',
  };
  const resolved: Partial<ActionFacts> = {
    trigger: 'alert-resolved',
    deed: { by: 'Ada Lovelace' },
    alert: anAlert({ status: 'RESOLVED' }),
    attemptKey: 'THIRD',
  };

  it('opens a ticket, comments it and closes it', async () => {
    const { fake, run } = await open();
    const opened = run();
    expect(opened).toMatchObject({
      kind: 'done',
      said: expect.stringMatching(/was opened$/),
      reference: expect.any(String),
    });
    const reference = opened.kind === 'done' ? opened.reference : undefined;
    expect(fake.tickets()).toMatchObject([{ reference, title: 'Disk is full on db-1', isClosed: false, comments: [] }]);
    expect(fake.tickets()[0]?.text).toContain('Only 2 % of /var are left.');
    expect(run({ ...acknowledged, reference })).toMatchObject({ kind: 'done', reference });
    expect(fake.tickets()[0]?.comments).toEqual(['Accepted by Ada Lovelace']);
    const said = { by: 'Grace Hopper', comment: 'It is <the> log\n& nothing else' };
    run({ trigger: 'alert-comment-added', deed: said, reference, attemptKey: 'COMMENT' });
    expect(fake.tickets()[0]?.comments[1]?.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')).toBe(
      'Comment by Grace Hopper\n\nIt is <the> log\n& nothing else',
    );
    expect(run({ ...resolved, reference })).toMatchObject({ kind: 'done', said: expect.stringMatching(/was closed$/) });
    expect(fake.tickets()).toMatchObject([{ isClosed: true }]);
    expect(fake.tickets()[0]?.comments.at(-1)).toBe('Resolved by Ada Lovelace');
    expect(fake.tickets()).toHaveLength(1);
  });

  it('opens none for what comes when the alert is over, which nothing would close; by hand it does', async () => {
    const { fake, run } = await open();
    const over = { alert: anAlert({ status: 'RESOLVED' }) };
    expect(
      run({ ...over, trigger: 'alert-comment-added', deed: { by: 'Grace', comment: 'so it was the disk' } }),
    ).toEqual({
      kind: 'nothing',
      why: 'the alert is over, and there is no ticket of it',
    });
    expect(fake.tickets()).toEqual([]);
    expect(run({ ...over, trigger: 'alert-created' })).toMatchObject({ kind: 'done' });
    expect(fake.tickets()).toMatchObject([{ isClosed: false }]);
  });

  it('finds what an attempt without an answer has made', async () => {
    const { fake, run, lost } = await open();
    expect(lost()).toEqual({ kind: 'later', why: 'no whole answer within 10 seconds' });
    expect(fake.tickets()).toHaveLength(1);
    const found = run({ isRepeat: true });
    expect(found).toMatchObject({ kind: 'done', said: expect.stringMatching(/is open already$/) });
    expect(fake.tickets()).toHaveLength(1);
    const reference = found.kind === 'done' ? found.reference : undefined;
    expect(reference).toBe(fake.tickets()[0]?.reference);

    expect(lost({ ...acknowledged, reference }).kind).toBe('later');
    expect(run({ ...acknowledged, reference, isRepeat: true })).toMatchObject({ kind: 'done' });
    expect(lost({ ...resolved, reference }).kind).toBe('later');
    expect(run({ ...resolved, reference, isRepeat: true })).toMatchObject({ kind: 'done' });
    expect(fake.tickets()).toMatchObject([
      { isClosed: true, comments: ['Accepted by Ada Lovelace', 'Resolved by Ada Lovelace'] },
    ]);
  });

  it('opens the ticket with whatever trigger comes first, and none for the end alone', async () => {
    const { fake, run } = await open();
    expect(run(resolved)).toEqual({ kind: 'nothing', why: 'there is no ticket of this alert' });
    expect(run(acknowledged)).toMatchObject({ kind: 'done', said: expect.stringMatching(/was opened$/) });
    expect(fake.tickets()).toMatchObject([{ comments: [] }]);
    expect(run(resolved)).toMatchObject({ kind: 'done', said: expect.stringMatching(/was closed$/) });
  });

  it('opens one for each alert and each action', async () => {
    const { fake, run } = await open();
    run();
    run({ alert: anAlert({ id: 118_000_000_000_002 }), isRepeat: true });
    run({
      action: { id: '01J0000000000000000000ACT2', name: 'Another', params: factsFor(type).action.params },
      isRepeat: true,
    });
    expect(fake.tickets()).toHaveLength(3);
  });

  it('leaves a ticket that somebody has closed as it is', async () => {
    const { fake, run } = await open();
    const opened = run();
    const reference = opened.kind === 'done' ? (opened.reference ?? '') : '';
    fake.closeByHand(reference);
    expect(run({ ...resolved, reference })).toMatchObject({
      kind: 'done',
      said: expect.stringMatching(/was closed already$/),
    });
    expect(fake.tickets()).toMatchObject([{ comments: [] }]);
  });

  it('takes an alert with long and strange texts', async () => {
    const { fake, run } = await open();
    const alert = anAlert({ summary: `${'Ü "x" \n'.repeat(200)}`, details: `<b>&\u0000\n${'🔥'.repeat(40_000)}` });
    expect(run({ alert })).toMatchObject({ kind: 'done' });
    expect(fake.tickets()).toHaveLength(1);
  });

  it('is refused for good with wrong credentials, which it does not tell', async () => {
    const { run } = await open();
    const connector = { ...factsFor(type).connector?.params, [secret]: 'a-wrong-secret' };
    const reading = run({ connector });
    expect(reading).toMatchObject({
      kind: 'refused',
      why: expect.stringMatching(/^the credentials were not taken: the answer was 401/),
    });
    expect(JSON.stringify(reading)).not.toContain('a-wrong-secret');
  });

  it('waits as long as the tool wants to be left alone', async () => {
    const { driver } = await open();
    const limited = inTurn(answered(429, { message: 'Too many requests' }, { 'retry-after': '30' }));
    expect(attempt(driver, factsFor(type), limited).reading).toMatchObject({ kind: 'later', after: 30 });
  });

  it('comes again later where a page answers in place of the tool', async () => {
    const { driver } = await open();
    const page = inTurn(answered(200, '<!DOCTYPE html><html><title>Your instance is asleep</title></html>'));
    expect(attempt(driver, factsFor(type), page).reading).toEqual({
      kind: 'later',
      why: 'the answer was 200 with an HTML page, “Your instance is asleep”',
    });
  });
});

describe('what differs', () => {
  it('opens an issue in Jira without the fields that a project has not', async () => {
    const jira = createJira({ fieldsNotOnScreen: ['labels', 'description'] });
    const { reading, asked } = attempt(await driverOf('jira'), factsFor('jira'), overHttp(jira.target));
    expect(reading).toEqual({
      kind: 'done',
      said: 'OPS-1 was opened',
      reference: '10001 OPS-1',
      url: 'https://example.atlassian.net/browse/OPS-1',
    });
    expect(asked).toHaveLength(2);
    const project = factsFor('jira', { params: { project: 'NONE' } });
    expect(attempt(await driverOf('jira'), project, overHttp(jira.target)).reading).toEqual({
      kind: 'refused',
      why: 'the answer was 400: project: valid project is required',
    });
  });

  it('knows its comment by its words where Jira does not tell what it bears', async () => {
    const jira = createJira({ tellsProperties: false });
    const driver = await driverOf('jira');
    attempt(driver, factsFor('jira'), overHttp(jira.target));
    const said = { by: 'Grace Hopper', comment: 'See https://wiki.example.com/disk\n\nand rotate.' };
    const comment = { trigger: 'alert-comment-added', deed: said, reference: '10001 OPS-1' } as const;
    attempt(driver, factsFor('jira', comment), losing(overHttp(jira.target), isWrite));
    attempt(driver, factsFor('jira', { ...comment, isRepeat: true }), overHttp(jira.target));
    expect(jira.tickets()[0]?.comments).toHaveLength(1);
    attempt(driver, factsFor('jira', { ...comment, isRepeat: true, deed: { by: 'Ada' } }), overHttp(jira.target));
    expect(jira.tickets()[0]?.comments).toHaveLength(2);
  });

  it('finds an issue of Jira that was moved to another project', async () => {
    const jira = createJira();
    const driver = await driverOf('jira');
    attempt(driver, factsFor('jira'), overHttp(jira.target));
    jira.move('OPS-1', 'INFRA-7');
    const facts = factsFor('jira', { trigger: 'alert-resolved', reference: '10001 OPS-1' });
    expect(attempt(driver, facts, overHttp(jira.target)).reading).toMatchObject({ kind: 'done' });
    expect(jira.tickets()).toMatchObject([{ reference: '10001 INFRA-7', isClosed: true }]);
  });

  it('leaves issues of GitHub where they were opened, whatever repository the action names by now', async () => {
    const github = createGitHub();
    const driver = await driverOf('github');
    attempt(driver, factsFor('github'), overHttp(github.target));
    const facts = factsFor('github', {
      trigger: 'alert-resolved',
      reference: 'example/shop#1347',
      params: { owner: 'another', repository: 'warehouse' },
    });
    expect(attempt(driver, facts, overHttp(github.target)).reading).toMatchObject({ kind: 'done' });
    expect(github.tickets()).toMatchObject([{ isClosed: true }]);
  });

  it('calls from a branch, where TOPdesk wants one of each caller', async () => {
    const topdesk = createTopdesk({ wantsBranch: true });
    const { reading, asked } = attempt(await driverOf('topdesk'), factsFor('topdesk'), overHttp(topdesk.target));
    expect(reading).toMatchObject({ kind: 'done', said: 'I 2611 001 was opened' });
    expect(asked).toHaveLength(3);
  });

  it.each([
    ['names', { callerId: 'Tocsin', assignmentGroup: 'd625dccec0a8016700a222a0f7900d06' }, true],
    ['ids alone', { callerId: '5137153cc611227c000bbd1bd8cd2005', assignmentGroup: '' }, false],
    ['nobody', {}, false],
  ])('says to ServiceNow that it speaks of %s', async (_what, params, isNamed) => {
    const { asked } = attempt(
      await driverOf('servicenow'),
      factsFor('servicenow', { params }),
      overHttp(createServiceNow().target),
    );
    expect(asked[0]).toMatchObject({ method: 'POST' });
    expect(JSON.stringify(asked[0]).includes('sysparm_input_display_value')).toBe(isNamed);
  });

  it('says when no transition of Jira leads to the end', async () => {
    const jira = createJira({ isWithoutDone: true });
    const driver = await driverOf('jira');
    attempt(driver, factsFor('jira'), overHttp(jira.target));
    const facts = factsFor('jira', { trigger: 'alert-resolved', reference: 'OPS-1' });
    expect(attempt(driver, facts, overHttp(jira.target)).reading).toMatchObject({
      kind: 'refused',
      why: 'no transition of OPS-1 leads to a status that is done',
    });
  });

  it.each([
    ['jira', 'a resolution in Jira', () => createJira({ wantsResolution: true })],
    ['zendesk', 'somebody who has solved it in Zendesk', () => createZendesk({ wantsAssignee: true })],
  ] as const)('%s: names %s, where that has to be', async (type, _what, create) => {
    const fake = create();
    const driver = await driverOf(type);
    attempt(driver, factsFor(type), overHttp(fake.target));
    const { reading } = attempt(driver, factsFor(type, { trigger: 'alert-resolved' }), overHttp(fake.target));
    expect(reading).toMatchObject({ kind: 'done', said: expect.stringMatching(/was closed$/) });
    expect(fake.tickets()).toMatchObject([{ isClosed: true, comments: ['Resolved'] }]);
  });

  it('says of Jira and Zammad that what is not indexed yet is not found', async () => {
    for (const [type, fake] of [
      ['jira', createJira({ isIndexed: () => false })],
      ['zammad', createZammad({ isIndexed: () => false })],
    ] as const) {
      const driver = await driverOf(type);
      attempt(driver, factsFor(type), losing(overHttp(fake.target), isWrite));
      attempt(driver, factsFor(type, { isRepeat: true }), overHttp(fake.target));
      expect(fake.tickets()).toHaveLength(2);
      expect(driver.mayDouble('alert-created')).toBe(true);
      expect(driver.mayDouble('alert-resolved')).toBe(false);
    }
  });

  it('knows that GitHub is out of requests from its 403', async () => {
    const spent = answered(
      403,
      { message: 'API rate limit exceeded' },
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1795922100' },
    );
    expect(attempt(await driverOf('github'), factsFor('github'), inTurn(spent)).reading).toEqual({
      kind: 'later',
      why: 'the answer was 403: API rate limit exceeded',
      after: 900,
    });
    const forbidden = answered(403, { message: 'Resource not accessible by personal access token' });
    expect(attempt(await driverOf('github'), factsFor('github'), inTurn(forbidden)).reading).toMatchObject({
      kind: 'refused',
    });
  });

  it('mentions nobody on GitHub', async () => {
    const github = createGitHub();
    const alert = anAlert({ details: 'ask @everyone about #12' });
    attempt(
      await driverOf('github'),
      factsFor('github', { alert, params: { labels: ['ops'] } }),
      overHttp(github.target),
    );
    expect(github.tickets()[0]?.text).not.toMatch(/@everyone|#12/);
    expect(github.labels()).toEqual(['ops']);
  });

  it('takes the customer of Zammad from the action, else from the key', async () => {
    const zammad = createZammad();
    const driver = await driverOf('zammad');
    attempt(driver, factsFor('zammad', { params: { email: 'ops@example.com' } }), overHttp(zammad.target));
    attempt(driver, factsFor('zammad'), overHttp(zammad.target));
    expect(zammad.customers()).toEqual(['guess:ops@example.com', 3]);
  });

  it('waits until Zendesk shows the ticket of an attempt that said something else', async () => {
    const mismatch = answered(400, {
      error: 'IdempotentRequestError',
      description: 'The request parameters do not match',
    });
    const { reading } = attempt(await driverOf('zendesk'), factsFor('zendesk'), inTurn(mismatch));
    expect(reading).toEqual({ kind: 'later', why: 'Zendesk is still at the first attempt' });
  });

  it.each([
    ['topdesk', 'https://example.topdesk.net/tas/public/login/form?x=1', createTopdesk],
    ['autotask', 'https://webservices5.autotask.net/atservicesrest/v1.0/', createAutotask],
    ['jira', 'https://example.atlassian.net///', createJira],
    ['zendesk', 'https://example.zendesk.com/?x#y', createZendesk],
  ] as const)('%s takes the address %s', async (type, url, create) => {
    const facts = factsFor(type, { connector: { ...factsFor(type).connector?.params, url } });
    expect(attempt(await driverOf(type), facts, overHttp(create().target)).reading).toMatchObject({ kind: 'done' });
  });

  it('says what ServiceNow says', async () => {
    const answer = answered(403, {
      error: { message: 'Operation Failed', detail: 'Error: Data Policy Exception' },
      status: 'failure',
    });
    expect(attempt(await driverOf('servicenow'), factsFor('servicenow'), inTurn(answer)).reading).toEqual({
      kind: 'refused',
      why: 'the answer was 403: Operation Failed: Error: Data Policy Exception',
    });
  });
});
