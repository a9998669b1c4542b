import { askWell, reasonOf } from '../answers.ts';
import { type ActionReading, done, later, refused, type Steps } from '../driver.ts';
import type { ActionFacts } from '../facts.ts';
import { jsonRequest } from '../requests.ts';
import { rendered, renderedBody } from '../template.ts';
import { adaptiveCard, cardMessage, teamsBytes } from './adaptive-card.ts';

type AnyFacts = ActionFacts<unknown, unknown>;

/** What is posted: the template's body where it is a message of its own, else a card with its text or the usual one. */
function bodyOf(template: string | null | undefined, facts: AnyFacts): string {
  const own = /^\s*\{/.test(template ?? '') ? renderedBody(template, facts) : undefined;
  if (own !== undefined && Buffer.byteLength(own) <= teamsBytes) return own;
  const text = own === undefined ? rendered(template, facts) : undefined;
  return JSON.stringify(cardMessage(adaptiveCard(facts, { isAnswerable: false, text })));
}

/** Teams has been known to say 200 and, in words, that it did not work. */
function reading(words: string): ActionReading {
  if (!/\b(?:error|failed|failure|invalid)\b/i.test(words)) return done('the message was posted');
  const status = Number(/HTTP error (\d{3})/i.exec(words)?.[1]);
  return status === 429 || status >= 500 ? later(`Teams said: ${words}`) : refused(`Teams said: ${words}`);
}

/** Posts a card to an address that Teams, or a workflow, has given. */
export function* teamsWebhookSteps(url: string, template: string | null | undefined, facts: AnyFacts): Steps {
  const answer = yield* askWell(jsonRequest('POST', url, { body: bodyOf(template, facts) }), facts);
  const reason = reasonOf(answer) ?? '';
  if (/^an HTML page/.test(reason)) return later(`the answer was ${answer.status} with ${reason}`);
  return reading(reason);
}
