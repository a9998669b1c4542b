import { driverOf } from '../../actions/catalogue.ts';
import type { ActionAnswer, ActionReading } from '../../actions/driver.ts';
import type { Outcome } from '../../domain/action-delivery/delivery.ts';
import { ChatTokenError } from '../../ports/chat-tokens.ts';
import type { Context } from '../../ports/context.ts';
import type { Facts } from './facts.ts';
import type { AskedAbout, AskOutside } from './perform.ts';

/** How an attempt ended, and what it has made. */
export interface Read {
  readonly outcome: Outcome;
  readonly reference?: string | undefined;
}

/** Asks what the driver wants to know until it has read enough. */
export async function attempt(
  ctx: Context,
  facts: Facts,
  { ask, ...about }: AskedAbout & { readonly ask: AskOutside },
): Promise<Read> {
  if (facts instanceof ChatTokenError) return { outcome: withoutToken(facts) };
  const driver = await driverOf(about.action.connectorType);
  if (facts.isRepeat && driver.mayDouble(facts.trigger)) ctx.metrics.count('RepeatedActions');
  const answers: ActionAnswer[] = [];
  for (;;) {
    const step = driver.next(facts, answers);
    if (step.kind !== 'ask') return outcomeOf(step, answers);
    answers.push(await ask(step.request, about));
  }
}

/** Credentials that are not taken are mended by somebody, who need not press anything again. */
const withoutToken = ({ detail }: ChatTokenError): Outcome => ({
  kind: 'later',
  why: `there is no token for the chat app: ${detail}`,
  isUncertain: false,
});

/** A target that did not answer, or broke while it answered, may have acted. */
const mayHaveActed = (answer: ActionAnswer): boolean =>
  answer.kind === 'unanswered' || (answer.kind === 'http' && answer.status >= 500);

function outcomeOf(reading: ActionReading, answers: readonly ActionAnswer[]): Read {
  if (reading.kind === 'done') return { outcome: { kind: 'done', said: reading.said }, reference: reading.reference };
  if (reading.kind === 'later') return { outcome: { ...reading, isUncertain: answers.some(mayHaveActed) } };
  return { outcome: reading };
}
