import { beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../functions/domain/access/actor.ts';
import type { Route } from '../../functions/handlers/api/route.ts';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { aTenant, otherId, type Tenant } from './rights-world.ts';

/*
 * User 30 is in a private team with user 31 alone, and stands everywhere else, too: on a level, on a schedule, in a public team,
 * at an alert, in its timeline. Who shares no private team with them reads neither name nor address anywhere.
 */

/** All that tells who user 30 is: their names, addresses and numbers. */
const identity = /First30|Last30|user30@|more@example|15100000?30|151 ?2345 ?0002/;

const includes = [
  ...['scheduleLayers', 'shifts', 'currentShift', 'nextShift', 'past', 'escalationRules', 'nextEscalationUser'],
  ...['vars', 'textPlain', 'alert', 'customDetails', 'history'],
];
/** Everything that reads show only when asked for. */
const everything = [
  ...includes.map((name) => `include=${name}`),
  'expand=user',
  'expand=policy',
  'expand=schedule',
].join('&');

/** Where user 30 is named to a co-member, and to administrators. */
const naming = [
  'GET /api/alerts',
  'GET /api/alerts/newest-log-entries',
  'GET /api/alerts/{id}',
  'GET /api/alerts/{id}/suggested-responders',
  'GET /api/alerts/{id}/notifications',
  'GET /api/alerts/{id}/log-entries',
  'GET /api/users',
  'GET /api/users/{id}',
  'GET /api/escalation-policies',
  'GET /api/escalation-policies/{id}',
  'GET /api/escalation-policies/name/{name+}',
  'GET /api/escalation-policies/resolve',
  'GET /api/schedules',
  'GET /api/schedules/{id}',
  'GET /api/schedules/name/{name+}',
  'GET /api/schedules/{id}/shifts',
  'GET /api/schedules/{id}/user-on-call',
  'GET /api/schedules/{id}/overrides',
  'GET /api/on-calls',
  'GET /api/on-calls/reachability',
  'GET /api/coverage-requests',
  'GET /api/coverage-requests/{id}',
  'GET /api/teams',
  'GET /api/teams/{id}',
  'GET /api/teams/name/{name+}',
  'GET /api/maintenance-windows',
  'GET /api/maintenance-windows/{id}',
  'GET /api/services/{id}/private-subscribers',
  'GET /api/incidents',
  'GET /api/incidents/{id}',
  'GET /api/incidents/{id}/private-subscribers',
];

/** Where only the person and administrators look. */
const ofAdministrators = [
  'GET /api/users/{user}/contacts/emails',
  'GET /api/users/{user}/contacts/emails/{id}',
  'GET /api/users/{user}/contacts/emails/{id}/test/{test}',
  'GET /api/users/{user}/contacts/phone-numbers',
  'GET /api/users/{user}/contacts/phone-numbers/{id}',
  'GET /api/users/{user}/contacts/phone-numbers/{id}/test/{test}',
  'GET /api/audit-log',
];

let routes: readonly Route[] = [];
beforeAll(async () => {
  routes = (await allRoutes()).filter(({ isPublic, method }) => !isPublic && method === 'GET');
});

async function aWorld(role: Role): Promise<Tenant> {
  const world = await aTenant(role);
  const did = async (method: string, path: string, body?: object, key?: string) => {
    const answer = await world.call(method, path, { ...(body && { body }), ...(key && { key }) });
    expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300);
    return answer.body;
  };
  const theirs = 'key-of-30';
  const person = { id: otherId };
  const policyPath = world.requestOf('GET', '/api/escalation-policies/{id}').path;
  const policy = await did('GET', policyPath);
  const schedulePath = world.requestOf('GET', '/api/schedules/{id}').path;
  const schedule = { id: Number(schedulePath.split('/').at(-1)) };
  const level = { escalationTimeout: 5, users: [{ id: 1 }, person], schedules: [schedule] };
  await did('PUT', policyPath, { ...policy, escalationRules: [level] });
  const alertPath = world.requestOf('GET', '/api/alerts/{id}').path;
  await did('PUT', `${alertPath}/accept`, undefined, theirs);
  await did('POST', `${alertPath}/comments`, { content: 'Looking' }, theirs);
  await did('DELETE', `${alertPath}/responders/${otherId}`);
  await did('POST', `${alertPath}/responders`, { user: person });
  const [alertId, ofNewerVersion] = [Number(alertPath.split('/').at(-1)), 'AlertMergedLogEntry' as never];
  const vars = { by: `First${otherId} Last${otherId}`, parts: [{ of: `user${otherId}@example.com` }] } as never;
  await world.store.alerts.addLog([{ id: 1, alertId, timestamp: world.clock.now(), type: ofNewerVersion, vars }]);
  const open = { summary: 'Open', alertSource: { id: (await did('GET', alertPath)).alertSource.id } };
  await did('POST', '/api/alerts', { ...open, responders: [{ user: person }] });
  const window = { start: '2026-03-09T00:00:00Z', end: '2026-03-16T00:00:00Z', summary: 'Their work' };
  await did('POST', '/api/maintenance-windows', window, theirs);
  const windowPath = world.requestOf('GET', '/api/maintenance-windows/{id}').path;
  const stored = (await world.store.maintenance.get(Number(windowPath.split('/').at(-1)))) ?? expect.fail('no window');
  await world.store.maintenance.save({ ...stored, createdBy: otherId }, stored);
  const told = [{ ...person, type: 'USER' }];
  await did('PUT', `${world.requestOf('GET', '/api/services/{id}').path}/private-subscribers`, told);
  const incidentPath = world.requestOf('GET', '/api/incidents/{id}').path;
  await did('PUT', incidentPath, { summary: 'Slow', status: 'IDENTIFIED' }, theirs);
  await did('POST', `${incidentPath}/private-subscribers`, told);
  await did('POST', '/api/teams', {
    name: 'Cell',
    visibility: 'PRIVATE',
    members: [{ user: person }, { user: { id: 31 } }],
  });
  world.clock.set('2026-03-04T12:00:00.000Z' as never);
  return world;
}

async function whereNamed(world: Tenant, key: string): Promise<string[]> {
  const named: string[] = [];
  for (const { method, path: pattern } of routes) {
    const { path, query } = world.requestOf(method, pattern);
    const answer = await world.call(method, path, { key, query: [query, everything].filter(Boolean).join('&') });
    expect(answer.status, `${pattern} ${answer.text}`).toBeLessThan(500);
    if (identity.test(answer.text)) named.push(`${method} ${pattern}`);
  }
  return named;
}

describe('a member of a private team', () => {
  it('is named to a co-member, who sees nothing of what is theirs alone', async () => {
    const world = await aWorld('USER');
    expect((await whereNamed(world, 'key-of-31')).sort()).toEqual(naming.toSorted());
  });

  it('is named to administrators everywhere', async () => {
    const world = await aWorld('ADMIN');
    const expected = [...naming, ...ofAdministrators].filter((name) => name !== 'GET /api/coverage-requests');
    expect((await whereNamed(world, world.key)).sort()).toEqual(expected.sort());
  });

  it.each<Role>(['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER'])(
    'is named to no other %s, anywhere',
    async (role) => {
      const world = await aWorld(role);
      expect(await whereNamed(world, world.key)).toEqual([]);
    },
  );

  /** Ways to ask whether there is somebody, with an answer that is the same for nobody. */
  const questions: Readonly<
    Record<string, (who: string) => { method: string; path: string; query?: string; body?: object }>
  > = {
    'a search by address': (who) => ({ method: 'POST', path: '/api/users/search-email', body: { email: who } }),
    'the name in a path': (who) => ({ method: 'GET', path: `/api/users/${who}` }),
    'alerts of a responder': (who) => ({ method: 'GET', path: '/api/alerts', query: `responders=${who}` }),
    'a count of their alerts': (who) => ({ method: 'GET', path: '/api/alerts/count', query: `responders=${who}` }),
  };
  it.each(Object.entries(questions))('is not found by %s', async (_what, ask) => {
    const world = await aWorld('USER');
    const answers = [];
    for (const who of ['user30@example.com', 'nobody@example.com']) {
      const { method, path, query = '', body } = ask(who);
      const answer = await world.call(method, path, { key: world.key, query, ...(body && { body }) });
      answers.push([answer.status, answer.text.replaceAll(who, 'somebody')]);
      const asAdmin = await world.call(method, path, { query, ...(body && { body }) });
      if (who === 'user30@example.com') expect([asAdmin.status, asAdmin.text]).not.toEqual(answers[0]);
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  it('is (private) in the timelines of others, in their language', async () => {
    const world = await aWorld('USER');
    const { path } = world.requestOf('GET', '/api/alerts/{id}/log-entries');
    const texts = async (query: string) => {
      const { body } = await world.call('GET', path, { key: world.key, query });
      return body.map(({ text }: { text: string }) => text).join('\n');
    };
    expect(await texts('')).toMatch(/Accepted by \(private\).*\n.*\(private\) commented: Looking/);
    expect(await texts('lang=de')).toContain('(privat)');
  });

  it('is written back by who may not know them', async () => {
    const world = await aWorld('USER');
    for (const kind of ['escalation-policies', 'schedules']) {
      const { path } = world.requestOf('GET', `/api/${kind}/{id}`);
      const { body } = await world.call('GET', path, { key: world.key });
      expect(JSON.stringify(body)).toContain(`{"id":${otherId}}`);
      const written = await world.call('PUT', path, { key: world.key, body });
      expect([written.status, written.body]).toEqual([200, expect.objectContaining(body)]);
    }
  });
});

describe('the feed of a schedule', () => {
  const feedOf = async (teams: 'none' | 'theirs') => {
    const world = await aWorld('USER');
    const { path } = world.requestOf('GET', '/api/schedules/{id}');
    const [cell] = (await world.call('GET', '/api/teams')).body.filter(({ name }: { name: string }) => name === 'Cell');
    const { body } = await world.call('GET', path);
    const owned = await world.call('PUT', path, {
      body: { ...body, teams: teams === 'none' ? [] : [{ id: cell.id }] },
    });
    expect(owned.status).toBe(200);
    const { url } = (await world.call('POST', `${path}/ical-feed`)).body;
    const feed = await world.call('GET', new URL(url).pathname, { key: null });
    expect(feed.text).toContain('BEGIN:VEVENT');
    return feed.text;
  };

  it('names members of a private team only where that team owns the schedule', async () => {
    expect(await feedOf('none')).not.toMatch(identity);
    expect(await feedOf('theirs')).toMatch(/First30/);
  });
});
