import * as z from 'zod';
import type { Route } from './route.ts';

/** The API as OpenAPI 3.1, made of the routes and the schemas they read with; generic clients find their way by it. */
export function describeApi(routes: readonly Route[], publicUrl: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    const path = route.path.replace(/^\/api(?=\/)/, '').replace('+}', '}');
    if (!route.path.startsWith('/api/')) continue;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, path) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Tocsin', version: '1', description: 'Incident response, compatible with the ilert REST API.' },
    servers: [{ url: `${publicUrl}/api` }],
    security: [{ apiKey: [] }],
    paths,
    components: { securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } }, schemas: { Error: errorSchema } },
  };
}

const errorSchema = {
  type: 'object',
  required: ['status', 'message', 'code'],
  properties: {
    status: { type: 'integer' },
    message: { type: 'string' },
    code: { type: 'string' },
    details: { type: 'object', properties: { field: { type: 'string' } } },
  },
};

const json = (schema: object) => ({ 'application/json': { schema } });

function operationOf({ method, isPublic, input, query = [] }: Route, path: string): object {
  const words = path.split('/').filter((word) => word !== '');
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return {
    operationId: [method.toLowerCase(), ...words.map((word) => word.replace(/[{}]/g, ''))].join('-'),
    tags: [words[0]],
    ...(isPublic && { security: [] }),
    parameters: [
      ...named.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...query.map((name) => ({ name, in: 'query', schema: { type: 'string' } })),
    ],
    ...(input && { requestBody: { content: json(schemaOf(input)) } }),
    responses: {
      '2XX': { description: 'Done' },
      '4XX': { description: 'Refused; nothing was changed', content: json({ $ref: '#/components/schemas/Error' }) },
    },
  };
}

function schemaOf(input: z.ZodType): object {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' });
  return schema;
}
