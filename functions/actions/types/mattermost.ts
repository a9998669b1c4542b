import { askWell, reasonOf } from '../answers.ts';
import { plainMarkdown } from '../chat/plain-message.ts';
import { done, driver, end, later, refused } from '../driver.ts';
import { jsonRequest } from '../requests.ts';
import { cutTo, headline, lines, particulars } from '../words.ts';

const colours = { PENDING: '#d92d20', ACCEPTED: '#dc9a00', RESOLVED: '#2e8b57' } as const;

export default driver({
  type: 'mattermost',
  name: 'Mattermost',
  source: ['https://developers.mattermost.com/integrate/webhooks/incoming/'],
  does: { first: 'posts a message', update: 'posts a message', end: 'posts a message' },
  doubles: 'the message',
  *steps(facts) {
    const { alert, deed, trigger } = facts;
    const url = facts.connector?.params.url ?? end(refused('the connector is gone'));
    // Mentions in a title would be heard, too.
    const title = headline(facts, 250).replace(/@(?=\S)/g, '@\u200b');
    const isFirst = trigger === 'alert-created';
    const text = cutTo(plainMarkdown(lines(isFirst ? (alert.details ?? '') : (deed.comment ?? ''), 2_000)), 2_000);
    const fields = particulars(facts).map(([name, value]) => ({
      short: true,
      title: name,
      value: cutTo(plainMarkdown(value), 200),
    }));
    const attachment = {
      fallback: title,
      color: colours[alert.status],
      title,
      title_link: alert.url,
      text,
      ...(isFirst && { fields }),
    };
    const answer = yield* askWell(
      jsonRequest('POST', url, { body: { username: 'Tocsin', attachments: [attachment] } }),
      facts,
    );
    if (answer.body.trim() !== 'ok')
      return later(`the answer is not Mattermost's: ${reasonOf(answer) ?? 'nothing in it'}`);
    return done('the message was posted');
  },
});
