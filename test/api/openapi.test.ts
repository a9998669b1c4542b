import { expect, it } from 'vitest';
import { allRoutes } from '../../functions/handlers/api/routes.ts';
import { apiHarness } from './api-harness.ts';

const routes = await allRoutes();

it('describes every route with its parameters and the schema its body is read with', async () => {
  const api = await apiHarness();
  const { status, body } = await api.call('GET', '/api/api-docs/openapi.json', { key: null });
  expect(status).toBe(200);
  expect(body).toMatchObject({ openapi: '3.1.0', servers: [{ url: 'https://tocsin.example.com/api' }] });
  const operations = Object.values(body.paths).flatMap((path) => Object.values(path as object));
  const ours = routes.filter(({ path }) => path.startsWith('/api/') && !path.includes('api-docs'));
  expect(operations).toHaveLength(ours.length);
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);

  const create = body.paths['/escalation-policies'].post;
  expect(create.requestBody.content['application/json'].schema).toMatchObject({
    type: 'object',
    required: ['name', 'escalationRules'],
    properties: { delayMin: { anyOf: [{ type: 'integer', minimum: 0, maximum: 15 }, { type: 'null' }] } },
  });
  const read = body.paths['/alert-sources/name/{name}'].get;
  expect(read.parameters).toEqual([
    { name: 'name', in: 'path', required: true, schema: { type: 'string' } },
    { name: 'include', in: 'query', schema: { type: 'string' } },
  ]);
});

it('has a schema for every route that takes a body', () => {
  const bodyless = /\/(accept|resolve|raise|escalate|assign|decline|cancel|ical-feed)$|^\/answer/;
  const missing = routes.filter(
    ({ method, path, input }) => (method === 'POST' || method === 'PUT') && !bodyless.test(path) && input === undefined,
  );
  expect(missing.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});
