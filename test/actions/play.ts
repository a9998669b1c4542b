import type { HttpAnswer } from '../../functions/actions/answers.ts';
import type {
  ActionAnswer,
  ActionDriver,
  ActionReading,
  ActionRequest,
  HttpRequest,
} from '../../functions/actions/driver.ts';
import type { ActionFacts } from '../../functions/actions/facts.ts';

/** What stands at the other end: one of the fakes, or a few answers in turn. */
export type Target = (request: ActionRequest) => ActionAnswer;

export interface Attempt {
  readonly reading: ActionReading;
  readonly asked: readonly ActionRequest[];
}

/** One attempt from its first request to its end, as the delivery makes it. */
export function attempt(driver: ActionDriver, facts: ActionFacts, target: Target): Attempt {
  const asked: ActionRequest[] = [];
  const answers: ActionAnswer[] = [];
  for (;;) {
    const step = driver.next(facts, answers);
    if (step.kind !== 'ask') return { reading: step, asked };
    asked.push(step.request);
    answers.push(target(step.request));
    if (asked.length > 20) throw new Error(`${driver.type} does not end`);
  }
}

/** A fake of what is reached over HTTP. */
export type HttpTarget = (request: HttpRequest) => HttpAnswer;

export const overHttp =
  (target: HttpTarget): Target =>
  (request) => {
    if (request.kind !== 'http') throw new Error(`${request.kind} is no request over HTTP`);
    return { kind: 'http', ...target(request) };
  };

/** These answers in turn, the last one again and again. */
export function inTurn(...answers: readonly ActionAnswer[]): Target {
  let next = 0;
  return () => answers[Math.min(next++, answers.length - 1)] as ActionAnswer;
}

export const answered = (
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): ActionAnswer => ({
  kind: 'http',
  status,
  headers: { ...(typeof body !== 'string' && { 'content-type': 'application/json' }), ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The target has acted, and its answer is lost: for the requests that match. */
export const losing =
  (target: Target, isLost: (request: ActionRequest) => boolean): Target =>
  (request) => {
    const answer = target(request);
    return isLost(request) ? { kind: 'unanswered', why: 'no whole answer within 10 seconds' } : answer;
  };

/** The first request over HTTP of an attempt. */
export function firstHttp({ asked }: Attempt): HttpRequest {
  const [first] = asked;
  if (first?.kind !== 'http') throw new Error('nothing was asked over HTTP');
  return first;
}

export const bodyOf = ({ body = 'null' }: Pick<HttpRequest, 'body'>): Record<string, never> & unknown =>
  JSON.parse(body);
