import { entityTag, isKnown } from '../../platform/entity-tag.ts';
import type { HttpReply, HttpRequest } from '../../platform/http.ts';

/** Kept by whoever asked and by nobody else, and asked for again each time: a browser then hears 304. */
const keptPrivately = { 'cache-control': 'private, no-cache' };

/**
 * A JSON answer to a question, or of something that can be written, with its tag; 304 without a body when who asks has it
 * already. Whoever asks for the head hears only that.
 */
export function conditional(request: Pick<HttpRequest, 'method' | 'headers'>, reply: HttpReply): HttpReply {
  const { method, headers: asked } = request;
  const isQuestion = method === 'GET' || method === 'HEAD';
  const tagged = isQuestion || reply.edition !== undefined ? withTag(reply) : reply;
  const { status, headers = {} } = tagged;
  if (!isQuestion || headers.etag === undefined) return tagged;
  const kept: Record<string, string> = { ...keptPrivately, ...headers };
  if (isKnown(asked['if-none-match'], headers.etag)) {
    const { 'content-type': _none, ...rest } = kept;
    return { status: 304, headers: rest };
  }
  return { status, headers: kept, ...(method === 'GET' && { body: tagged.body }) };
}

function withTag(reply: HttpReply): HttpReply {
  const { status, headers = {}, body, edition } = reply;
  if (status >= 300 || body === undefined || 'content-type' in headers) return reply;
  const text = JSON.stringify(body);
  const head = { 'content-type': 'application/json', ...headers, etag: entityTag(text, edition) };
  return { status, headers: head, body: text };
}
