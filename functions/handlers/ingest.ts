import { SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { boundedClient } from '../platform/aws-client.ts';
import { s3Blobs } from '../platform/blobs.ts';
import { createCipher } from '../platform/cipher.ts';
import { environment } from '../platform/environment.ts';
import { errorReply, type HttpReply, writeReply } from '../platform/http.ts';
import { sqsEventQueue } from '../platform/queues.ts';
import { topicFetch } from '../platform/topic-fetch.ts';
import { createDynamoTable } from '../store/dynamo.ts';
import { createEventBudgets, createRefusalNotes } from '../store/event-budgets.ts';
import { createHeartbeatPings } from '../store/heartbeat-pings.ts';
import { createKeyedSources } from '../store/keyed-sources.ts';
import { createMetricKeys, createMetricPointStore } from '../store/metric-points.ts';
import type { DeploymentRequest } from '../usecases/deployment/receive.ts';
import { type ReceiveContext, receiveRequest } from '../usecases/event/receive.ts';
import { rateLimit } from '../usecases/event/receive-limit.ts';
import { topicMessageVerifier } from '../usecases/event/receive-sns.ts';
import { rememberSources } from '../usecases/event/receive-source.ts';
import { refusalTeller, sharedLimit } from '../usecases/event/shared-limit.ts';
import { type PingContext, receivePing } from '../usecases/heartbeat/ping.ts';
import { receiveSeries, type SeriesContext } from '../usecases/metric/receive.ts';
import { rememberMetrics } from '../usecases/metric/remember.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';

/** Few sources have secrets to decrypt, so the client that reads the key is loaded by the first that does. */
const cipher = async () => createCipher(await (await import('../platform/secrets.ts')).masterSecret());

const fetchTopic = topicFetch();
const table = createDynamoTable({ tableName: environment('TABLE_NAME') });
/** 0 switches the limits off. */
const eventsPerMinute = Number(environment('EVENT_RATE_LIMIT'));
const pingsPerMinute = eventsPerMinute > 0 ? 5 : 0;
const seriesPerMinute = eventsPerMinute > 0 ? 60 : 0;
const deploymentsPerMinute = eventsPerMinute > 0 ? 60 : 0;

const context: ReceiveContext & PingContext & SeriesContext = {
  ...base,
  events: sqsEventQueue(new SQSClient(boundedClient), environment('EVENT_QUEUE_URL')),
  blobs: s3Blobs(environment('BLOB_BUCKET')),
  sources: rememberSources(createKeyedSources(table, cipher), base),
  pings: createHeartbeatPings(table),
  fetch: fetchTopic,
  verify: topicMessageVerifier(fetchTopic, base.clock),
  allows: sharedLimit(eventsPerMinute, { budgets: createEventBudgets(table), log: base.log }),
  tellRefusal: refusalTeller(createRefusalNotes(table), base),
  allowsPing: rateLimit(pingsPerMinute),
  metricKeys: rememberMetrics(createMetricKeys(table), base),
  points: createMetricPointStore(table),
  allowsSeries: rateLimit(seriesPerMinute),
};

/** What takes deployments is here with the first one: events come without it. */
let deployments: Promise<(request: DeploymentRequest) => Promise<void>> | undefined;
async function takeDeployment(request: DeploymentRequest): Promise<void> {
  deployments ??= import('./ingest/deployments.ts').then(({ deploymentReceiver }) =>
    deploymentReceiver({ table, cipher, perMinute: deploymentsPerMinute }),
  );
  return (await deployments)(request);
}

/** `/api/events`, `/api/events/{key}` and `/api/events/{slug}/{key}`, each also below `/api/v1`. */
const eventPath = /^\/api\/(?:v1\/)?events(?:\/([^/]+))?(?:\/([^/]+))?$/;
/** The addresses that agents for message brokers have built in. */
const brokerPath = /^\/api\/v1\/(mqtt|kafka)\/([^/]+)$/;

/** `/api/heartbeats/{key}` and `/api/pings/{key}`, each also below `/api/v1`. */
const pingPath = /^\/api\/(?:v1\/)?(?:heartbeats|pings)\/([^/]+)\/?$/;

/** `/api/series/{key}`, also below `/api/v1`. */
const seriesPath = /^\/api\/(?:v1\/)?series\/([^/]+)$/;

/** `/api/deployment-events`, and with the key at its end, alone or behind the name of a tool; also below `/api/v1`. */
const deploymentPath = /^\/api\/(?:v1\/)?deployment-events(?:\/([^/]+))?(?:\/([^/]+))?$/;

function addressOf(path: string): { readonly slug?: string; readonly key?: string } | undefined {
  const match = eventPath.exec(path) ?? brokerPath.exec(path);
  if (match === null) return undefined;
  const [first, second] = match.slice(1).map((part) => part && decoded(part));
  return second === undefined ? { key: first } : { slug: first, key: second };
}

/** A part of the path, without blanks around it; what is no percent-encoding stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part).trim();
  } catch {
    return part;
  }
}

/** Slashes at the end change nothing. */
function tidy(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(0, end);
}

/** Tools that cannot post send their message in the query, with these methods. */
const queryMethods = ['GET', 'HEAD'];

async function answer(event: APIGatewayProxyEventV2): Promise<HttpReply> {
  const { method, path } = event.requestContext.http;
  const wanted = tidy(event.rawPath ?? path);
  const ping = pingPath.exec(wanted)?.[1];
  if (ping !== undefined) return answerPing(method, decoded(ping));
  const series = seriesPath.exec(wanted)?.[1];
  if (series !== undefined) return answerSeries(event, decoded(series));
  const deployment = deploymentPath.exec(wanted);
  if (deployment !== null) return answerDeployment(event, deployment[2] ?? deployment[1]);
  const address = addressOf(wanted);
  if (address === undefined) return refusal(404, 'NOT_FOUND', `there is no ${path}`);
  const rawQuery = event.rawQueryString ?? '';
  const isQuery = queryMethods.includes(method);
  if ((!isQuery && method !== 'POST' && method !== 'PUT') || (isQuery && !address.key && rawQuery === ''))
    return refusal(405, 'NOT_ALLOWED', `${method} is not allowed here, POST is`);

  const receipt = await receiveRequest(context, {
    requestId: event.requestContext.requestId,
    ...address,
    headers: event.headers ?? {},
    query: event.queryStringParameters ?? {},
    rawQuery,
    body: bodyOf(event),
    mayBeEmpty: isQuery,
  });
  return { status: 202, body: receipt };
}

const bodyOf = ({ body, isBase64Encoded }: APIGatewayProxyEventV2): Uint8Array =>
  Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');

async function answerSeries(event: APIGatewayProxyEventV2, key: string): Promise<HttpReply> {
  const { method } = event.requestContext.http;
  if (method !== 'POST') return refusal(405, 'NOT_ALLOWED', `${method} is not allowed here, POST is`);
  await receiveSeries(context, { key, headers: event.headers ?? {}, body: bodyOf(event) });
  return { status: 202, body: {} };
}

/** The key says what kind of pipeline it is; what the path calls the tool changes nothing. */
async function answerDeployment(event: APIGatewayProxyEventV2, key: string | undefined): Promise<HttpReply> {
  const { method } = event.requestContext.http;
  if (method !== 'POST') return refusal(405, 'NOT_ALLOWED', `${method} is not allowed here, POST is`);
  await takeDeployment({ key: key && decoded(key), headers: event.headers ?? {}, body: bodyOf(event) });
  return { status: 202, body: {} };
}

async function answerPing(method: string, key: string): Promise<HttpReply> {
  if (!['GET', 'HEAD', 'POST'].includes(method))
    return refusal(405, 'NOT_ALLOWED', `${method} is not allowed here; GET, HEAD and POST are`);
  await receivePing(context, key);
  return { status: 202, body: {} };
}

const refusal = (status: number, code: string, message: string): HttpReply => ({
  status,
  body: { status, message, code },
});

/** What was not stored is worth another try: senders repeat after 503, and drop the event after any other error. */
function failure(error: unknown, event: APIGatewayProxyEventV2): HttpReply {
  const { method, path } = event.requestContext.http;
  const withoutKey = path.replace(
    /(\/(?:(?:deployment-)?events\/(?:[^/]+\/)?|mqtt\/|kafka\/|heartbeats\/|pings\/|series\/))[^/]+\/?$/,
    '$1{key}',
  );
  const reply = errorReply(error, base.log, { method, path: withoutKey });
  if (reply.status < 500) return reply;
  const { status, body } = refusal(503, 'BUSY', 'it could not be stored; send it again');
  return { status, body, headers: { 'retry-after': '5' } };
}

/** Takes what monitoring tools send, the pings of what must report, and the points of metrics. 202 means that it is stored. */
const handle = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const reply = await answer(event).catch((error) => failure(error, event));
  const { requestId } = event.requestContext;
  return writeReply({ ...reply, headers: { ...reply.headers, 'correlation-id': requestId } });
};

export const handler = lambda(handle);
