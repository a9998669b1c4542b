import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { driverOf } from '../../functions/actions/catalogue.ts';
import { type ActionAnswer, type ActionRequest, mostRequests } from '../../functions/actions/driver.ts';
import { TriggerType } from '../../functions/domain/alert-action/alert-action.ts';
import { ConnectorType } from '../../functions/domain/alert-action/connector-type.ts';
import { factsFor, settings } from './facts.ts';
import { answered, attempt, inTurn } from './play.ts';
import { acting, story, turns, worldOf } from './stories.ts';

const withoutHttp: readonly ConnectorType[] = ['email', 'aws_event_bridge', 'automation_rule', 'reroute'];
const overHttp = acting.filter((type) => !withoutHttp.includes(type));
/** Whose answers say nothing but by their status. */
const byStatus: readonly ConnectorType[] = ['webhook'];
/** An answer without a body is theirs. */
const silent: readonly ConnectorType[] = ['webhook', 'microsoft_teams', 'microsoft_teams_webhook'];

/** The trigger at which a type asks something. */
const speaking = (type: ConnectorType) => factsFor(type, type === 'zabbix' ? turns(type)[1] : turns(type)[0]);
const read = async (type: ConnectorType, answer: ActionAnswer) =>
  attempt(await driverOf(type), speaking(type), inTurn(answer));

const page = '<!DOCTYPE html><html><head><title>Sign in</title></head></html>';

describe.each(overHttp)('%s', (type) => {
  it.each([
    ['a redirect to a private address', answered(302, '', { location: 'http://169.254.169.254/' }), 'refused'],
    ['a redirect for good', answered(308, '', { location: 'https://elsewhere.example' }), 'refused'],
    ['a wrong request', answered(400, { message: 'no' }), 'refused'],
    ['wrong credentials', answered(401, 'no'), 'refused'],
    ['no right', answered(403, page), 'refused'],
    ['what is not there', answered(404, ''), 'refused'],
    ['a body that is too long', answered(413, ''), 'refused'],
    ['a time-out', answered(408, ''), 'later'],
    ['a limit', answered(429, 'slow down'), 'later'],
    ['a failure', answered(500, page), 'later'],
    ['a gateway', answered(502, page), 'later'],
    ['a pause', answered(503, '', { 'retry-after': 'Sun, 29 Nov 2026 03:01:00 GMT' }), 'later'],
    ['an endless body', { kind: 'unanswered', why: 'the answer is longer than 1048576 bytes' } as const, 'later'],
    ['wrong TLS', { kind: 'unanswered', why: 'self-signed certificate' } as const, 'later'],
    ['a private address', { kind: 'refused', why: 'the address is not public' } as const, 'refused'],
    ['an answer of another kind', { kind: 'taken' } as const, 'refused'],
  ])('reads %s', async (_case, answer, kind) => {
    const { reading, asked } = await read(type, answer);
    expect(reading.kind).toBe(kind);
    expect(asked).toHaveLength(1);
    if (answer.kind === 'http' && answer.headers['retry-after']) expect(reading).toMatchObject({ after: 60 });
  });

  it('takes no page and no empty answer for a success', async () => {
    const kinds = [
      (await read(type, answered(200, page, { 'content-type': 'text/html' }))).reading.kind,
      (await read(type, answered(200))).reading.kind,
    ];
    expect(kinds).toEqual([byStatus.includes(type) ? 'done' : 'later', silent.includes(type) ? 'done' : 'later']);
  });

  it('tells no secret, whatever the answer repeats of the request', async () => {
    const { params, connector } = settings[type];
    const secrets = [
      ...Object.entries(params),
      ...Object.entries(connector ?? {}),
      ['token', 'installed-token-1'] as const,
    ].flatMap(([name, value]) =>
      typeof value !== 'string'
        ? []
        : /password|secret|apiKey|token/i.test(name)
          ? [value]
          : /url/i.test(name)
            ? value
                .split(/[/?&=]/)
                .slice(3)
                .filter((part) => part.length > 11)
            : [],
    );
    const [first] = (await read(type, answered(500))).asked;
    if (first?.kind !== 'http') throw new Error('nothing was asked');
    const repeated = [first.url, ...Object.values(first.headers), first.body?.slice(0, 250) ?? ''];
    for (const words of repeated) {
      const said = JSON.stringify((await read(type, answered(400, { message: words }))).reading);
      for (const secret of secrets) expect(said).not.toContain(secret);
      const { authorization } = first.headers;
      if (authorization !== undefined)
        expect(said).not.toContain(
          authorization
            .split(' ')
            .at(-1)
            ?.replace(/^token=/, ''),
        );
    }
  });
});

it('asks every target as its fixture has it', async () => {
  for (const type of acting) {
    const driver = await driverOf(type);
    const told = story(driver, worldOf(type).target).map(({ asked, reading }, index) => ({
      trigger: turns(type)[index]?.trigger,
      asked: asked.map(readable),
      reading,
    }));
    for (const { reading } of told) expect(['done', 'nothing']).toContain(reading.kind);
    await expect(`${JSON.stringify(told, null, 2)}\n`).toMatchFileSnapshot(
      join(import.meta.dirname, `fixtures/${type}.json`),
    );
  }
});

/** Bodies as JSON where they are. */
function readable(request: ActionRequest): unknown {
  if (request.kind !== 'http' || request.body === undefined) return request;
  return { ...request, body: JSON.parse(request.body) };
}

const anyAnswer: fc.Arbitrary<ActionAnswer> = fc.oneof(
  fc.record({
    kind: fc.constant('http' as const),
    status: fc.constantFrom(200, 201, 202, 204, 206, 302, 400, 401, 403, 404, 409, 422, 429, 500, 503),
    headers: fc.constantFrom<Record<string, string>[]>(
      {},
      { 'retry-after': '-5' },
      { 'retry-after': 'x' },
      { 'x-ratelimit-remaining': '0' },
    ),
    body: fc.oneof(
      fc.json(),
      fc.string(),
      fc.constantFrom(
        '[',
        'null',
        '{"ok":true}',
        '{"errcode":0}',
        '{"id":{}}',
        '{"issues":[null]}',
        '{"result":[[]]}',
        '{"error":{"error":{"error":[]}}}',
      ),
    ),
  }),
  fc.constantFrom<ActionAnswer[]>(
    { kind: 'taken' },
    { kind: 'refused', why: 'no' },
    { kind: 'unanswered', why: 'gone' },
  ),
);

it('ends every attempt within a few requests, whatever is answered', async () => {
  const drivers = await Promise.all(ConnectorType.options.map((type) => driverOf(type)));
  fc.assert(
    fc.property(
      fc.constantFrom(...drivers),
      fc.constantFrom(...TriggerType.options),
      fc.boolean(),
      fc.constantFrom(undefined, '', '17', 'C1:2', 'a|b', '../x?y#z', '"'),
      fc.array(anyAnswer, { minLength: 1, maxLength: 10 }),
      (driver, trigger, isRepeat, reference, answers) => {
        const facts = factsFor(driver.type, { trigger, isRepeat, ...(reference !== undefined && { reference }) });
        const { asked, reading } = attempt(driver, facts, inTurn(...answers));
        expect(asked.length).toBeLessThanOrEqual(mostRequests);
        const text = reading.kind === 'done' ? reading.said : reading.why;
        expect(text.length).toBeLessThanOrEqual(300);
        expect(text).not.toMatch(/\p{Cc}/u);
        for (const request of asked)
          if (request.kind === 'http') expect(new URL(request.url).pathname).not.toContain('/x?');
      },
    ),
    { numRuns: 3_000, seed: 11 },
  );
});
