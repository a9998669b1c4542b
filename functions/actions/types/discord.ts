import { ask, jsonIn, jsonOf, record, text, troubleOf } from '../answers.ts';
import { plainMarkdown } from '../chat/plain-message.ts';
import { done, driver, end, later, refused } from '../driver.ts';
import { jsonRequest, withQuery } from '../requests.ts';
import { cutTo, headline, lines, particulars } from '../words.ts';

const colours = { PENDING: 0xd92d20, ACCEPTED: 0xdc9a00, RESOLVED: 0x2e8b57 } as const;
/** Of an embed and its parts; all texts of a message come to 6,000 characters at most. */
const limits = { title: 256, description: 2_500, field: 200 } as const;

export default driver({
  type: 'discord',
  name: 'Discord',
  source: [
    'https://discord.com/developers/docs/resources/webhook#execute-webhook',
    'https://discord.com/developers/docs/topics/rate-limits',
  ],
  does: { first: 'posts a message', update: 'posts a message', end: 'posts a message' },
  doubles: 'the message',
  *steps(facts) {
    const { alert, deed, trigger } = facts;
    const url = facts.connector?.params.url ?? end(refused('the connector is gone'));
    const isFirst = trigger === 'alert-created';
    const said = lines(isFirst ? (alert.details ?? '') : (deed.comment ?? ''), limits.description / 2);
    const fields = particulars(facts).map(([name, value]) => ({
      name,
      value: cutTo(plainMarkdown(value), limits.field),
      inline: true,
    }));
    const embed = {
      title: headline(facts, limits.title),
      url: alert.url,
      ...(said !== '' && { description: cutTo(plainMarkdown(said), limits.description) }),
      color: colours[alert.status],
      timestamp: facts.now,
      ...(isFirst && { fields }),
    };
    const body = { username: 'Tocsin', embeds: [embed], allowed_mentions: { parse: [] } };
    const answer = yield* ask(jsonRequest('POST', withQuery(url, { wait: 'true' }), { body }));
    if (answer.status === 429) {
      const after = Number(record(jsonOf(answer.body)).retry_after);
      if (after > 0) return later('Discord has had enough for now', Math.ceil(after));
    }
    if (answer.status < 200 || answer.status >= 300) return troubleOf(answer, facts);
    const id = text(jsonIn(answer).id);
    return id === undefined ? later('the answer names no message') : done('the message was posted', { reference: id });
  },
});
