import * as z from 'zod';
import { type AnswerName, answers } from './description/answers.ts';
import { examples } from './description/examples.ts';
import { glossary } from './description/glossary.ts';
import { ingestPaths } from './description/ingest-paths.ts';
import { oauthPaths } from './description/oauth-paths.ts';
import { type Operation, operations } from './description/operations.ts';
import type { Route } from './route.ts';
import { scopeOf } from './scopes.ts';

type Schema = Record<string, unknown>;

/**
 * The API as OpenAPI 3.1: the routes, the schemas they read with, what they answer, and the addresses of events, of
 * heartbeats and of apps. Enough to set up a team; generic clients find their way by it.
 */
export function describeApi(routes: readonly Route[], publicUrl: string): object {
  const shared = new Map<string, Schema>();
  const schemaOf = describer(shared);
  const paths: Record<string, Record<string, object>> = { ...ingestPaths, ...oauthPaths };
  for (const route of routes) {
    if (!route.path.startsWith('/api/')) continue;
    const path = route.path.replace(/^\/api(?=\/)/, '').replace('+}', '}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, path, schemaOf) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tocsin',
      version: '1',
      description:
        'Incident response, compatible with the ilert REST API. To set up a team: POST /users, their phone numbers and ' +
        'notification preferences, /escalation-policies, /alert-sources; then send an event to its integrationUrl.',
    },
    servers: [{ url: `${publicUrl}/api` }],
    security: [{ apiKey: [] }],
    paths,
    components: {
      securitySchemes: {
        apiKey: {
          type: 'http',
          scheme: 'bearer',
          description:
            'An API key of a user, or an access token; what is named beside it is the scope that the call needs.',
        },
      },
      schemas: { Error: errorSchema, ...answerSchemas(schemaOf), ...Object.fromEntries(shared) },
    },
  };
}

const errorSchema = {
  type: 'object',
  required: ['status', 'message', 'code'],
  properties: {
    status: { type: 'integer' },
    message: { type: 'string', description: 'For people; names the member and what to send instead.' },
    code: { type: 'string' },
    scope: { type: 'string', description: 'With OAUTH2_SCOPE_ERROR: the scope that the key or token lacks.' },
    details: {
      type: 'object',
      properties: {
        field: { type: 'string', description: 'The first wrong member.' },
        position: {
          type: 'integer',
          description: 'Of a condition or template: the index of the first character that cannot be read.',
        },
        changedAt: { type: 'string', description: 'With CHANGED: when it was changed last.' },
        changedBy: {
          type: 'object',
          description: 'With CHANGED: who did, if the caller may know.',
          properties: { kind: { type: 'string' }, id: { type: 'integer' }, name: { type: 'string' } },
        },
        places: { type: 'array', description: 'Where somebody is still named.', items: { type: 'object' } },
      },
    },
  },
};

/** Why a call is refused; nothing was changed then. */
const refusals: Readonly<Record<string, string>> = {
  '400': 'Something in the call is wrong, or contradicts what is stored.',
  '401': 'There is no key.',
  '403': 'The key is unknown, lacks the scope for this, or its user may not do it.',
  '404': 'It does not exist, or the caller may not know that it does.',
  '405': 'This is not possible here, or was done already.',
  '409': 'The name is taken; the answer is the monitor that has it.',
  '412': 'It is not as If-Match says: read it again.',
  '413': 'The body is larger than 900 KB.',
  '429': 'Too many calls.',
  '503': 'Somebody else changed it at the same time; try again.',
};

function refusalsOf({ method, path, isPublic, input, takesIfMatch }: Route): readonly string[] {
  const named = path.includes('{');
  return [
    '400',
    ...(isPublic ? [] : ['401', '403']),
    ...(named ? ['404'] : []),
    ...(path.endsWith('/responders') ? ['405'] : []),
    ...(method === 'POST' && path === '/api/heartbeat-monitors' ? ['409'] : []),
    ...(takesIfMatch ? ['412'] : []),
    ...(input ? ['413'] : []),
    ...(isPublic ? [] : ['429']),
    ...(method === 'GET' ? [] : ['503']),
  ];
}

const ifMatch = {
  name: 'If-Match',
  in: 'header',
  description: 'The ETag of what was read: 412 when somebody has changed it since.',
  schema: { type: 'string' },
};

const json = (schema: object, example?: object) => ({ 'application/json': { schema, ...(example && { example }) } });
const reference = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const errorAnswer = (status: string) => ({
  description: refusals[status],
  content: json(status === '409' ? reference('HeartbeatMonitor') : reference('Error')),
});

/** Throws when nobody has written down what a route does: the test of the description finds it. */
function operationOf(route: Route, path: string, schemaOf: Describe): object {
  const { method, isPublic, input, query = [], requiredQuery = [], takesIfMatch } = route;
  const operation = operations[`${method} ${route.path}`];
  if (operation === undefined) throw new Error(`${method} ${route.path} is not described`);
  const words = path.split('/').filter((word) => word !== '');
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const example = examples[`${method} ${route.path}`];
  return {
    operationId: [method.toLowerCase(), ...words.map((word) => word.replace(/[{}]/g, ''))].join('-'),
    summary: operation.says,
    tags: [words[0]],
    security: isPublic ? [] : [{ apiKey: [scopeOf(route)] }],
    parameters: [
      ...named.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...query.map((name) => ({
        name,
        in: 'query',
        ...(requiredQuery.includes(name) && { required: true }),
        ...(glossary[name] && { description: glossary[name] }),
        schema: { type: 'string' },
      })),
      ...(takesIfMatch ? [ifMatch] : []),
    ],
    ...(input && { requestBody: { content: json(explained(schemaOf(input)), example) } }),
    responses: {
      [operation.status]: { description: descriptionOf(operation), ...contentOf(operation) },
      ...(route.path.endsWith('/user-on-call') && { '204': { description: 'Nobody is on call.' } }),
      ...Object.fromEntries(refusalsOf(route).map((status) => [status, errorAnswer(status)])),
    },
  };
}

const descriptionOf = ({ status }: Operation): string =>
  status === 201 ? 'Created; the header Location says where.' : status === 204 ? 'Done.' : 'As it is now.';

function contentOf({ answer, media, alsoMedia }: Operation): object {
  const text = (type: string) => ({ [type]: { schema: { type: 'string' } } });
  if (media !== undefined) return { content: text(media) };
  if (answer === undefined) return {};
  const schema = typeof answer === 'string' ? reference(answer) : { type: 'array', items: reference(answer[0]) };
  return { content: { ...json(schema), ...(alsoMedia && text(alsoMedia)) } };
}

const answerSchemas = (schemaOf: Describe): Record<string, Schema> =>
  Object.fromEntries((Object.keys(answers) as AnswerName[]).map((name) => [name, explained(schemaOf(answers[name]))]));

type Describe = (schema: z.ZodType) => Schema;

/** Says what a schema is; what stands in itself has a name, and is told once among the components. */
const describer =
  (shared: Map<string, Schema>): Describe =>
  (schema) => {
    const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
    const { $defs = {}, ...own } = JSON.parse(
      JSON.stringify(described).replaceAll('"#/$defs/', '"#/components/schemas/'),
    );
    for (const [name, named] of Object.entries($defs)) shared.set(name, explained(named));
    return own;
  };

/** The same schema, its members with what the glossary says of them. */
function explained(schema: unknown): Schema {
  const walk = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(
      Object.entries(node).map(([name, value]) => [
        name,
        name === 'properties'
          ? Object.fromEntries(
              Object.entries(value as object).map(([member, of]) => {
                const description = glossary[member];
                return [member, { ...(walk(of) as object), ...(description && { description }) }];
              }),
            )
          : walk(value),
      ]),
    );
  };
  return walk(schema) as Schema;
}
