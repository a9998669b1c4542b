import { expect } from 'vitest';
import type { OutboxMessage } from '../../local/outbox/message.ts';
import type { LocalCloud } from '../support/local-cloud.ts';
import { type Expectation, hold, holdAny } from './expectations.ts';
import { makePolicy, makeSource, makeUser } from './people.ts';
import { filled } from './texts.ts';

export interface Case {
  readonly title: string;
  readonly area: string;
  readonly steps: readonly Step[];
  readonly expected: string;
  readonly why: string;
}

/** One verb with what it takes, and the name under which its result is kept. */
export type Step = Readonly<Record<string, unknown>> & { readonly as?: string };

/** What a verb works with. */
export interface Stage {
  readonly cloud: LocalCloud;
  readonly kept: Map<string, unknown>;
  /** The last message of the outbox that was looked at. */
  seen: number;
}

interface RequestSketch {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly charset?: BufferEncoding;
  readonly headers?: Readonly<Record<string, string>>;
  readonly anonymous?: boolean;
  readonly status?: number | readonly number[];
}

// biome-ignore lint/suspicious/noExplicitAny: each verb knows the form of what it takes
type Verb = (stage: Stage, given: any) => unknown;

const verbs: Readonly<Record<string, Verb>> = {
  user: (stage, sketch) => makeUser(stage.cloud, sketch),
  policy: (stage, sketch) => makePolicy(stage.cloud, sketch),
  source: (stage, sketch) => makeSource(stage.cloud, sketch),
  request: async ({ cloud }, sketch) => {
    const answer = await send(cloud, sketch);
    await cloud.settle();
    return answer;
  },
  sms: ({ cloud }, { from, text }) => fromOutside(cloud, 'sms', { from, to: '', text }),
  email: ({ cloud }, mail) => fromOutside(cloud, 'email', mail),
  reply: async ({ cloud }, { message, ...answer }) => {
    const given = await cloud.reply((message as OutboxMessage).id, answer);
    await cloud.settle();
    return given;
  },
  advance: ({ cloud }, seconds) => cloud.advance(seconds),
  settle: ({ cloud }) => cloud.settle(),
  outbox: newMessages,
  alerts: ({ cloud }, given) => alertsOf(cloud, given),
  expect: ({ kept }, expectation: Expectation) => hold(kept, expectation),
  expectAny: ({ kept }, alternatives) => holdAny(kept, alternatives),
};

/** Does the steps of a case in their order, in a cloud that nothing was done in before. Fails with the first that fails. */
export async function replay(cloud: LocalCloud, { steps }: Case): Promise<void> {
  const stage: Stage = { cloud, kept: new Map(), seen: (await cloud.outbox()).at(-1)?.seq ?? 0 };
  for (const [index, { as, ...step }] of steps.entries()) {
    const [verb = '', ...more] = Object.keys(step);
    if (verbs[verb] === undefined || more.length > 0) throw new Error(`step ${index + 1}: not a verb: ${verb} ${more}`);
    try {
      const result = await verbs[verb](stage, filled(step[verb], stage.kept, await cloud.now()));
      if (as !== undefined) stage.kept.set(as, result);
    } catch (error) {
      throw new Error(`step ${index + 1}, ${verb}: ${(error as Error).message}`, { cause: error });
    }
  }
}

async function fromOutside(cloud: LocalCloud, kind: 'sms' | 'email', message: object): Promise<unknown> {
  const taken = await cloud.control('POST', `inbound/${kind}`, message);
  await cloud.settle();
  return taken;
}

/** Sends a request as it stands; an answer of another status than the expected ones fails, and one of 500 always does. */
async function send(cloud: LocalCloud, sketch: RequestSketch) {
  const { method = 'POST', path, body, raw, charset = 'utf8', headers, anonymous, status } = sketch;
  const response = await fetch(`${cloud.url}${path}`, {
    method,
    headers: {
      ...(anonymous ? {} : { authorization: 'Bearer local-admin-key' }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(raw !== undefined && { body: Buffer.from(raw, charset) }),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = `${method} ${path}: ${text.slice(0, 500)}`;
  expect(response.status, answer).toBeLessThan(500);
  if (status !== undefined) expect([status].flat(), answer).toContain(response.status);
  return { status: response.status, headers: Object.fromEntries(response.headers), body: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** The messages since the last look that have the wanted members. */
async function newMessages(stage: Stage, wanted: Readonly<Record<string, unknown>>) {
  const messages = await stage.cloud.outbox(stage.seen);
  stage.seen = messages.at(-1)?.seq ?? stage.seen;
  // Cases run without the canary, of which two alarms tell the operator.
  const others = messages.filter(({ subject }) => !/-(canary-silent|changes-unread)"/.test(subject ?? ''));
  return others.filter((message) =>
    Object.entries(wanted).every(([name, value]) => [value].flat().includes(message[name as keyof OutboxMessage])),
  );
}

/** The alerts of a source, by its id or with more filters, oldest first. */
async function alertsOf(cloud: LocalCloud, given: { readonly id?: number; readonly source?: { readonly id: number } }) {
  const { source, ...filters } = given.source === undefined ? { source: given as { id: number } } : given;
  const query = new URLSearchParams({ ...(filters as Record<string, string>), sources: String(source?.id) });
  query.set('max-results', '100');
  const { status, body } = await cloud.api('GET', `/api/alerts?${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return (body as { id: number }[]).sort((one, other) => one.id - other.id);
}
