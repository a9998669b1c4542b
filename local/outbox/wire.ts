import { randomUUID } from 'node:crypto';
import { AwsError, errorResponse } from '../aws/aws-error.ts';
import type { AwsRequest, AwsResponse } from '../aws/service.ts';

export type JsonBody = Readonly<Record<string, unknown>>;

/** Serves a JSON protocol (AWS JSON 1.0 and 1.1, REST-JSON): the answer's body, or an AwsError thrown. */
export async function answerJson(
  request: AwsRequest,
  serve: (body: JsonBody) => Promise<object> | object,
): Promise<AwsResponse> {
  const contentType = request.headers['content-type'] ?? 'application/json';
  const headers = { 'content-type': contentType, 'x-amzn-requestid': randomUUID() };
  return answering(request, async () => {
    const body = request.body.length === 0 ? {} : JSON.parse(request.body.toString('utf8'));
    return { status: 200, headers, body: JSON.stringify(await serve(body)) };
  });
}

/** Serves the query protocol (form in, XML out) as SES v1 and SNS speak it. */
export async function answerQuery(
  request: AwsRequest,
  namespace: string,
  serve: (form: URLSearchParams) => Promise<Readonly<Record<string, string>>>,
): Promise<AwsResponse> {
  return answering(request, async () => {
    const result = await serve(readForm(request));
    const members = Object.entries(result).map(([name, value]) => element(name, escapeXml(value)));
    const name = request.action;
    const metadata = element('ResponseMetadata', element('RequestId', randomUUID()));
    const body = element(`${name}Result`, members.join('')) + metadata;
    const xml = `<${name}Response xmlns="${namespace}">${body}</${name}Response>`;
    return { status: 200, headers: { 'content-type': 'text/xml' }, body: xml };
  });
}

async function answering(request: AwsRequest, serve: () => Promise<AwsResponse>): Promise<AwsResponse> {
  try {
    return await serve();
  } catch (error) {
    if (error instanceof AwsError) return errorResponse(request.service, error, request.headers);
    if (!(error instanceof SyntaxError)) throw error;
    return errorResponse(request.service, new AwsError('SerializationException', error.message), request.headers);
  }
}

/** The operation is none that the local cloud knows. */
export function unknownOperation(request: AwsRequest): AwsError {
  return new AwsError('UnknownOperationException', `${request.service}:${request.action} is not served locally`);
}

/** The fields of a query-protocol call. */
export function readForm(request: AwsRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString('utf8'));
}

/** The fields of a JSON call, for reading before it is served; an unreadable body has none. */
export function readJson(request: AwsRequest): JsonBody {
  try {
    return JSON.parse(request.body.toString('utf8'));
  } catch {
    return {};
  }
}

/** A list in a query-protocol call: the values under `prefix.1`, `prefix.2` … or a member of each. */
export function readList(form: URLSearchParams, prefix: string, member?: string): string[] {
  const values: string[] = [];
  for (let position = 1; ; position += 1) {
    const value = form.get(`${prefix}.${position}${member === undefined ? '' : `.${member}`}`);
    if (value === null) return values;
    values.push(value);
  }
}

/** A field of a JSON body that has to be a text. */
export function requiredText(body: JsonBody, name: string): string {
  const value = body[name];
  if (typeof value !== 'string' || value === '') throw new AwsError('ValidationException', `${name} is required`);
  return value;
}

/** A text in a JSON body, if there is one. */
export function optionalText(body: JsonBody, name: string): string | undefined {
  const value = body[name];
  return typeof value === 'string' ? value : undefined;
}

/** A map of texts in a JSON body; whatever is not a text is left out. */
export function textMap(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter((entry) => typeof entry[1] === 'string'));
}

/** Which alert and user a message is about, from what travels with it. */
export function concerns(data: Readonly<Record<string, string>>): { alertId: number | null; userId: number | null } {
  return { alertId: numberOf(data.alertId), userId: numberOf(data.userId) };
}

/** A whole number written as text, or null. */
export function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null;
}

const element = (name: string, content: string) => `<${name}>${content}</${name}>`;

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
