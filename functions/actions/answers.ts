import { millisecondsOf } from '../domain/time.ts';
import { type ActionReading, type ActionRequest, end, type HttpRequest, later, refused, type Steps } from './driver.ts';
import type { ActionFacts } from './facts.ts';
import { shortened } from './words.ts';

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

type Json = Readonly<Record<string, unknown>>;

/** The value as an object; an empty one when it is anything else. */
export const record = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

/** The value as a list; an empty one when it is anything else. */
export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** A text or number as text; undefined for anything else, and for nothing. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}

/** A body as JSON; undefined when it is none. */
export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const isPage = ({ headers, body }: HttpAnswer): boolean =>
  /^\s*<(?:!doctype|html|head|body|\?xml)/i.test(body) || (headers['content-type'] ?? '').includes('text/html');

/** The first text in a value that tools put their reasons into, in whatever form. */
function reasonIn(value: unknown, depth = 0): string | undefined {
  if (typeof value === 'string') return text(value);
  if (depth > 4 || typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value)) {
    const reasons = value.slice(0, 3).flatMap((one) => reasonIn(one, depth + 1) ?? []);
    return reasons.length === 0 ? undefined : reasons.join('; ');
  }
  const members = record(value);
  const named = reasonNames.flatMap((name) => {
    const reason = Object.hasOwn(members, name) ? reasonIn(members[name], depth + 1) : undefined;
    return reason === undefined ? [] : [reason];
  });
  const [first, second] = named;
  if (first !== undefined) return second === undefined || first.includes(second) ? first : `${first}: ${second}`;
  if (depth === 0) return undefined;
  // Fields by their names: { "project": "is required" }.
  const fields = Object.entries(members)
    .slice(0, 3)
    .flatMap(([name, one]) => {
      const reason = reasonIn(one, depth + 1);
      return reason === undefined ? [] : [`${name}: ${reason}`];
    });
  return fields.length === 0 ? undefined : fields.join('; ');
}
const reasonNames = [
  'errorMessages',
  'message',
  'error',
  'errors',
  'error_description',
  'description',
  'detail',
  'details',
  'data',
  'errmsg',
  'errorMessage',
  'error_human',
];

/** The title of a page; nothing where it has none. */
function titleIn(page: string): string {
  const at = page.search(/<title/i);
  const from = at < 0 ? -1 : page.indexOf('>', at);
  return from < 0 ? '' : shortened(page.slice(from + 1).split('<', 1)[0] ?? '', 80);
}

/** What an answer says in words; undefined when it says nothing that people can read. */
export function reasonOf(answer: HttpAnswer): string | undefined {
  if (isPage(answer)) {
    const title = titleIn(answer.body.slice(0, 20_000));
    return title === '' ? 'an HTML page' : `an HTML page, “${title}”`;
  }
  const json = jsonOf(answer.body);
  if (json !== undefined && typeof json !== 'object') return text(json);
  return json === undefined ? text(answer.body.slice(0, 1_000)) : reasonIn(json);
}

/** Nobody is left alone longer than a day. */
const longestPause = 86_400;

/** How many seconds a target wants to be left alone: a number or a date; undefined when it does not say. */
export function pauseOf(headers: HttpAnswer['headers'], { now }: Pick<ActionFacts, 'now'>): number | undefined {
  const said = headers['retry-after']?.trim() ?? '';
  const reset = headers['x-ratelimit-remaining'] === '0' ? Number(headers['x-ratelimit-reset']) : Number.NaN;
  const nowMs = millisecondsOf(now);
  const seconds = /^\d+(?:\.\d+)?$/.test(said)
    ? Number(said)
    : said !== ''
      ? (Date.parse(said) - nowMs) / 1000
      : reset > 1_000_000_000
        ? reset - nowMs / 1000
        : Number.NaN;
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(Math.ceil(seconds), 1), longestPause);
}

/** What a status means that is no success: what may pass comes again later, the rest is for good. */
export function troubleOf(answer: HttpAnswer, facts: Pick<ActionFacts, 'now'>): ActionReading {
  const { status, headers } = answer;
  const reason = reasonOf(answer);
  const why = `the answer was ${status}${reason === undefined ? '' : `: ${reason}`}`;
  if (status >= 300 && status < 400) return refused(`the answer was ${status}, and no redirect is followed`);
  const isSpent = status === 403 && (headers['retry-after'] !== undefined || headers['x-ratelimit-remaining'] === '0');
  if (status >= 500 || status === 408 || status === 425 || status === 429 || isSpent)
    return later(why, pauseOf(headers, facts));
  return refused(status === 401 ? `the credentials were not taken: ${why}` : why);
}

/** Asks over HTTP, whatever the status. An attempt without an answer ends here. */
export function* ask(request: HttpRequest): Steps<HttpAnswer> {
  const answer = yield request;
  if (answer.kind === 'http') return answer;
  if (answer.kind === 'unanswered') return end(later(answer.why));
  return end(refused(answer.kind === 'refused' ? answer.why : 'the answer is of another kind'));
}

/** Asks, and ends the attempt where the answer is no success. */
export function* askWell(request: HttpRequest, facts: ActionFacts<unknown, unknown>): Steps<HttpAnswer> {
  const answer = yield* ask(request);
  return answer.status >= 200 && answer.status < 300 ? answer : end(troubleOf(answer, facts));
}

/**
 * The JSON of a success. A page in its place comes from something before the target (a sign-in, a sleeping instance), so
 * that it is asked again later.
 */
export function jsonIn(answer: HttpAnswer): Json {
  const json = jsonOf(answer.body);
  if (typeof json !== 'object' || json === null)
    return end(
      later(
        `the answer was ${answer.status} with ${reasonOf(answer) === undefined ? 'nothing in it' : isPage(answer) ? reasonOf(answer) : 'what is no JSON'}`,
      ),
    );
  return Array.isArray(json) ? { list: json } : (json as Json);
}

/** Asks for JSON, and ends the attempt where none comes. */
export function* askJson(request: HttpRequest, facts: ActionFacts<unknown, unknown>): Steps<Json> {
  return jsonIn(yield* askWell(request, facts));
}

/** Asks for what is no HTTP: taken, or the attempt ends. */
export function* askOther(request: Exclude<ActionRequest, HttpRequest>): Steps<string | undefined> {
  const answer = yield request;
  if (answer.kind === 'taken') return answer.id;
  if (answer.kind === 'unanswered') return end(later(answer.why));
  return end(refused(answer.kind === 'refused' ? answer.why : 'the answer is of another kind'));
}
