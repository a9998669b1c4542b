import { askJson, text } from '../answers.ts';
import { done, type HttpRequest, later, type Steps } from '../driver.ts';
import type { ActionFacts } from '../facts.ts';
import { jsonRequest, withQuery } from '../requests.ts';
import { markOf } from '../tickets.ts';
import { plainMessage } from './plain-message.ts';

const longest = 4_000;

/** `<users/all>` mentions everybody and `<url|text>` is a link: nothing in an alert is either. */
const quiet = (words: string): string => words.replaceAll('<', '‹').replaceAll('>', '›');

/** Posts into the thread of the alert. Google answers a repeat of the same request id with the message it has made. */
export function* googleChatSteps(
  url: string,
  headers: HttpRequest['headers'],
  facts: ActionFacts<unknown, unknown>,
): Steps {
  const address = withQuery(url, {
    requestId: facts.attemptKey,
    messageReplyOption: 'REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD',
  });
  const body = { text: quiet(plainMessage(facts, longest)), thread: { threadKey: markOf(facts) } };
  const answer = yield* askJson(jsonRequest('POST', address, { headers, body }), facts);
  const name = text(answer.name);
  return name === undefined
    ? later('the answer names no message')
    : done('the message was posted', { reference: facts.reference ?? name });
}
