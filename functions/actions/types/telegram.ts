import { ask, type HttpAnswer, jsonIn, jsonOf, record, text, troubleOf } from '../answers.ts';
import { plainMessage } from '../chat/plain-message.ts';
import { done, driver, later, refused, type Steps } from '../driver.ts';
import { jsonRequest } from '../requests.ts';

const api = 'https://api.telegram.org';
const longest = 4_096;

export default driver({
  type: 'telegram',
  name: 'Telegram',
  source: ['https://core.telegram.org/bots/api#sendmessage', 'https://core.telegram.org/bots/api#responseparameters'],
  does: { first: 'sends a message', update: 'answers the message', end: 'answers the message' },
  doubles: 'the message',
  *steps(facts) {
    const token = facts.installation?.token ?? text(facts.connector?.params.apiKey);
    if (token === undefined) return refused('the Telegram bot is not installed');
    if (!/^[\w:-]+$/.test(token)) return refused('the token of the Telegram bot is none');
    const first = Number(facts.reference);
    function* sent(chat_id: string): Steps<HttpAnswer> {
      const body = {
        chat_id,
        text: plainMessage(facts, longest),
        link_preview_options: { is_disabled: true },
        ...(first > 0 && { reply_parameters: { message_id: first, allow_sending_without_reply: true } }),
      };
      return yield* ask(jsonRequest('POST', `${api}/bot${token}/sendMessage`, { body }));
    }
    let answer = yield* sent(facts.action.params.channelId);
    // A group that became a supergroup has another id, which Telegram tells.
    const moved = text(record(record(jsonOf(answer.body)).parameters).migrate_to_chat_id);
    if (answer.status === 400 && moved !== undefined) answer = yield* sent(moved);
    if (answer.status === 429) {
      const after = Number(record(record(jsonOf(answer.body)).parameters).retry_after);
      if (after > 0) return later('Telegram has had enough for now', after);
    }
    if (answer.status < 200 || answer.status >= 300) return troubleOf(answer, facts);
    const { ok, result, description } = jsonIn(answer);
    if (ok !== true) return refused(`Telegram said: ${text(description) ?? 'no'}`);
    const reference = facts.reference ?? text(record(result).message_id);
    return done('the message was sent', reference === undefined ? {} : { reference });
  },
});
