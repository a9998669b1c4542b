import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { answers } from '../../functions/handlers/api/description/answers.ts';
import { examples } from '../../functions/handlers/api/description/examples.ts';
import { operations } from '../../functions/handlers/api/description/operations.ts';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { parseInput } from '../../functions/platform/parse-input.ts';
import { apiHarness } from './api-harness.ts';

const routes = await allRoutes();
const ours = routes.filter(({ path }) => path.startsWith('/api/') && !path.includes('api-docs'));

interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object; readonly example?: object }> };
  readonly responses: Record<string, { readonly description: string; readonly content?: Record<string, unknown> }>;
}

/** What stands in itself. */
const graphs = ['FlowNode', 'FlowBranch', 'FlowNodeInput', 'FlowBranchInput'];

// biome-ignore lint/suspicious/noExplicitAny: the document is looked at as clients do
let document: any;
let described: readonly (readonly [string, Operation])[];

beforeAll(async () => {
  const api = await apiHarness();
  const { status, body } = await api.call('GET', '/api/api-docs/openapi.json', { key: null });
  expect(status).toBe(200);
  document = body;
  described = Object.entries(body.paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
  );
});

it('describes every route with its parameters and the schema its body is read with', () => {
  expect(document).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'https://tocsin.example.com/api' }] });
  expect(described).toHaveLength(ours.length + 7 + 6);
  expect(new Set(described.map(([, { operationId }]) => operationId)).size).toBe(described.length);

  const create = document.paths['/escalation-policies'].post;
  expect(create.requestBody.content['application/json'].schema).toMatchObject({
    type: 'object',
    required: ['name', 'escalationRules'],
    properties: { delayMin: { anyOf: [{ type: 'integer', minimum: 0, maximum: 15 }, { type: 'null' }] } },
  });
  const read = document.paths['/alert-sources/name/{name}'].get;
  expect(read.parameters).toEqual([
    { name: 'name', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'include', in: 'query', description: expect.any(String), schema: { type: 'string' } },
  ]);
});

it('has a schema for every route that takes a body', () => {
  const bodyless =
    /\/(accept|activate|resolve|raise|escalate|assign|decline|cancel|ical-feed|secret|owner|rotate-key|invitation|demo-data|devices\/\{id\}\/test)$|^\/answer/;
  const missing = routes.filter(
    ({ method, path, input }) => (method === 'POST' || method === 'PUT') && !bodyless.test(path) && input === undefined,
  );
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

it('says of every call what it does, what it answers, and why it may be refused', () => {
  const names = new Set(ours.map(({ method, path }) => `${method} ${path}`));
  expect(Object.keys(operations).filter((name) => !names.has(name))).toEqual([]);
  for (const [name, { summary, responses, operationId }] of described) {
    expect(summary, name).toMatch(/^\S.{8,}[.]$/);
    const statuses = Object.keys(responses);
    const [done] = statuses.filter((status) => status.startsWith('2'));
    // Who has decided goes on to the app.
    if (operationId !== 'post-developers-oauth2-authorize') expect(done, name).toBeDefined();
    for (const [status, { description, content }] of Object.entries(responses)) {
      expect(description, name).toMatch(/^\S.*[.]$/);
      const isBodyless =
        status === '204' || /^(post-events|post-series|post-deployment-events|(get|post)-heartbeats)/.test(operationId);
      if (status.startsWith('2') && !isBodyless) expect(content, `${name} ${status}`).toBeDefined();
      if (status.startsWith('4') || status.startsWith('5')) expect(content, `${name} ${status}`).toBeDefined();
    }
    const isKeyless =
      /^(post-events|post-series|post-deployment-events|(get|post)-heartbeats|get-ical|get-integrations|get-numbers|get-web-push|(get|post)-developers-oauth2-)/.test(
        operationId,
      );
    if (!isKeyless) expect(statuses, name).toEqual(expect.arrayContaining(['401', '403', '429']));
    if (name.includes('{')) expect(statuses, name).toContain('404');
  }
});

it('refers only to what it has, and uses all of it', () => {
  const text = JSON.stringify(document);
  const referred = new Set([...text.matchAll(/"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name));
  expect([...referred].sort()).toEqual(Object.keys(document.components.schemas).sort());
  expect(Object.keys(document.components.schemas).sort()).toEqual(['Error', ...graphs, ...Object.keys(answers)].sort());
});

it('explains most members of what it takes and answers', () => {
  const properties: [string, { description?: string }][] = [];
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const own = (node as { properties?: Record<string, { description?: string }> }).properties;
    if (own) properties.push(...Object.entries(own));
    for (const value of Object.values(node)) walk(value);
  };
  walk(document.paths['/escalation-policies'].post.requestBody);
  const unexplained = properties.filter(([name, { description }]) => !description && !['name', 'id'].includes(name));
  expect(unexplained.map(([name]) => name).sort()).toEqual(['schedule', 'schedules', 'team', 'user'].sort());
});

describe('the examples', () => {
  it('are what their calls take', () => {
    for (const [name, example] of Object.entries(examples)) {
      const route = ours.find(({ method, path }) => `${method} ${path}` === name);
      expect(route?.input, name).toBeDefined();
      expect(() => parseInput(route?.input as z.ZodType, example), name).not.toThrow();
    }
  });

  it('set up a team in their order, with nothing but the document', async () => {
    const api = await apiHarness();
    const ids = new Map<string, number>();
    const idOf = { 101: 'users', 102: 'phone-numbers', 103: 'emails', 201: 'schedules', 301: 'escalation-policies' };
    const named = { ...idOf, 401: 'alert-sources', 451: 'event-flows', 501: 'services' } as Readonly<
      Record<number, string>
    >;
    const withIds = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(withIds);
      if (typeof value !== 'object' || value === null) return value;
      return Object.fromEntries(
        Object.entries(value).map(([member, of]) => [
          member,
          ['id', 'alertSourceId', 'eventFlowId'].includes(member) ? ids.get(named[of as number] ?? '') : withIds(of),
        ]),
      );
    };
    for (const [name, { requestBody }] of described) {
      const { example } = requestBody?.content['application/json'] ?? {};
      if (example && !/\/(events|series|deployment-events)/.test(name))
        expect(examples[name.replace(' /', ' /api/')], name).toEqual(example);
    }
    for (const [name, example] of Object.entries(examples)) {
      const [method = '', path = ''] = name.split(' ');
      const kind = path.split('/').at(-1) ?? '';
      const parent =
        ['alerts', 'alert-sources', 'event-flows'].find((one) => path.startsWith(`/api/${one}/`)) ?? 'schedules';
      const filled = path.replace('{user}', String(ids.get('users'))).replace('{id}', String(ids.get(parent)));
      if (kind === 'snooze') await api.call('PUT', filled.replace('snooze', 'accept'));
      const { status, body, text } = await api.call(method, filled, { body: withIds(example) });
      expect(status, `${name} ${text}`).toBeLessThan(300);
      if (!path.includes('preferences')) ids.set(kind, ids.get(kind) ?? body.id);
    }
  });
});
