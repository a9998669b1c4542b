import { askWell, reasonOf } from '../answers.ts';
import { slackMessage } from '../chat/slack-message.ts';
import { done, driver, later } from '../driver.ts';
import { jsonRequest } from '../requests.ts';

export default driver({
  type: 'slack_webhook',
  name: 'Slack webhook',
  source: ['https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks'],
  does: { first: 'posts a message', update: 'posts a message', end: 'posts a message' },
  doubles: 'the message',
  *steps(facts) {
    const body = slackMessage(facts, { isAnswerable: false });
    const answer = yield* askWell(jsonRequest('POST', facts.action.params.url, { body }), facts);
    if (answer.body.trim() !== 'ok') return later(`the answer is not Slack's: ${reasonOf(answer) ?? 'nothing in it'}`);
    return done('the message was posted');
  },
});
