/*
 * Events, heartbeats, points of metrics and deployments: another function answers them, and the key is the credential (handlers/ingest.ts).
 */

const accepted = { description: 'Stored; what becomes of it can be read at the source.' };
const refused = (description: string) => ({
  description,
  content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
});
const errors = {
  '400': refused('The body names no event; the message names the member.'),
  '404': refused('No source, monitor or metric has this key.'),
  '413': refused('The body is larger than 900 KB.'),
  '429': refused('Too many events a minute for this key.'),
  '503': refused('Not stored; send it again.'),
};
const inPath = (name: string, description: string) => ({
  name,
  in: 'path',
  required: true,
  description,
  schema: { type: 'string' },
});
const key = inPath('key', 'The integrationKey of a source.');

const event = {
  type: 'object',
  required: ['integrationKey', 'eventType', 'summary'],
  properties: {
    integrationKey: { type: 'string', description: 'Of the source; not needed where it stands in the path.' },
    eventType: { enum: ['ALERT', 'ACCEPT', 'RESOLVE', 'COMMENT'], description: 'ALERT opens, RESOLVE closes.' },
    summary: { type: 'string', description: 'One line, which is what people are woken with.' },
    details: { type: 'string' },
    alertKey: { type: 'string', description: 'Events with the same key belong to one alert while it is open.' },
    priority: { enum: ['HIGH', 'LOW'], description: "Instead of the source's rule." },
    severity: { type: 'integer', minimum: 1, maximum: 5 },
    routingKey: { type: 'string', description: 'Chooses the policy that has it.' },
    links: {
      type: 'array',
      items: { type: 'object', properties: { href: { type: 'string' }, text: { type: 'string' } } },
    },
    images: { type: 'array', items: { type: 'object', properties: { src: { type: 'string' } } } },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    customDetails: { type: 'object', description: 'Anything else that is known.' },
  },
};

/** What an example of an event looks like; the test of the description sends it. */
export const eventExample = {
  integrationKey: 'il1api…',
  eventType: 'ALERT',
  summary: 'Disk almost full on db-1',
  alertKey: 'db-1/disk',
  priority: 'HIGH',
};

const point = {
  type: 'object',
  required: ['value'],
  properties: {
    timestamp: { type: 'number', description: 'Seconds since 1970; now when left out.' },
    value: { type: 'number' },
  },
};

/** What an example of a point looks like. */
export const seriesExample = { value: 42.5 };

const deployment = {
  type: 'object',
  required: ['integrationKey', 'summary'],
  properties: {
    integrationKey: {
      type: 'string',
      description: 'Of the deployment pipeline; not needed where it stands in the path.',
    },
    summary: { type: 'string', description: 'What was deployed, in one line.' },
    timestamp: {
      description: 'When: seconds or milliseconds since 1970, or ISO-8601 with a zone or offset; now when left out.',
      anyOf: [{ type: 'number' }, { type: 'string' }],
    },
    userEmail: { type: 'string', description: 'Whose deployment it is; the user with this address, if there is one.' },
    links: {
      type: 'array',
      maxItems: 20,
      items: {
        type: 'object',
        required: ['href'],
        properties: { href: { type: 'string' }, text: { type: 'string' } },
      },
    },
    customDetails: { type: 'object', description: 'Anything else that is known, at most 16 KB.' },
  },
};
const wrongMember = 'The key is none, or a member is wrong, which the message names; nothing was stored.';

/** What an example of a deployment looks like. */
export const deploymentExample = {
  integrationKey: 'ilapid…',
  summary: 'shop 2.4.1 is in production',
  timestamp: 1796022000,
  userEmail: 'ada@example.com',
  links: [{ href: 'https://ci.example.com/builds/17', text: 'Build 17' }],
};

const body = (schema: object, example?: object) => ({
  content: { 'application/json': { schema, ...(example && { example }) } },
});

/** The description of what the ingest function answers. */
export const ingestPaths = {
  '/events': {
    post: {
      operationId: 'post-events',
      tags: ['events'],
      summary: 'Sends an event whose key stands in the body.',
      security: [],
      requestBody: body(event, eventExample),
      responses: { '202': accepted, ...errors },
    },
  },
  '/v1/events/{tool}/{key}': {
    post: {
      operationId: 'post-events-tool-key',
      tags: ['events'],
      summary: "Sends an event in a tool's own form: the integrationUrl of a source.",
      security: [],
      parameters: [
        inPath('tool', 'As in GET /integrations, such as prometheus-alertmanager; api for events as in /events.'),
        key,
      ],
      requestBody: body({ description: 'Whatever the tool sends.' }),
      responses: { '202': accepted, ...errors },
    },
  },
  '/series/{key}': {
    post: {
      operationId: 'post-series-key',
      tags: ['series'],
      summary: 'Sends a point of a metric, or a series of them; one is kept for each 30 seconds, for 28 days.',
      security: [],
      parameters: [inPath('key', 'The integrationKey of a metric.')],
      requestBody: body(
        {
          anyOf: [
            point,
            { type: 'object', required: ['series'], properties: { series: { type: 'array', items: point } } },
          ],
        },
        seriesExample,
      ),
      responses: {
        '202': { description: 'Stored.' },
        ...errors,
        '400': refused('The message names the member, such as series[3].value; nothing was stored.'),
      },
    },
  },
  '/deployment-events': {
    post: {
      operationId: 'post-deployment-events',
      tags: ['deployment-events'],
      summary: 'Says that something was deployed; alerts that begin within the hour after it show it.',
      security: [],
      requestBody: body(deployment, deploymentExample),
      responses: { '202': { description: 'Stored.' }, ...errors, '400': refused(wrongMember) },
    },
  },
  '/deployment-events/{tool}/{key}': {
    post: {
      operationId: 'post-deployment-events-tool-key',
      tags: ['deployment-events'],
      summary:
        'The same with the key in the path: the integrationUrl of a deployment pipeline, for webhooks of its tool.',
      security: [],
      parameters: [
        inPath('tool', 'api, github, gitlab or argocd; the key alone says how the body is read.'),
        inPath('key', 'The integrationKey of a deployment pipeline.'),
      ],
      requestBody: body({ description: 'Whatever the tool sends.' }),
      responses: {
        '202': { description: 'Stored, left out by the filters of the pipeline, or known already.' },
        ...errors,
        '400': refused(wrongMember),
        '403': refused('The signature does not verify.'),
      },
    },
  },
  '/heartbeats/{key}': Object.fromEntries(
    ['get', 'post'].map((method) => [
      method,
      {
        operationId: `${method}-heartbeats-key`,
        tags: ['heartbeats'],
        summary: 'Says that what a heartbeat monitor watches is alive.',
        security: [],
        parameters: [inPath('key', 'The integrationKey of a heartbeat monitor.')],
        responses: {
          '202': { description: 'Heard.' },
          '404': errors['404'],
          '429': errors['429'],
          '503': errors['503'],
        },
      },
    ]),
  ),
};
