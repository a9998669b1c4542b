import { askWell, jsonIn, reasonOf, text } from '../answers.ts';
import { done, driver, refused } from '../driver.ts';
import { jsonRequest } from '../requests.ts';
import { webhookBody } from '../webhook-body.ts';

export default driver({
  type: 'zapier',
  name: 'Zapier',
  source: ['https://help.zapier.com/hc/en-us/articles/8496288690317-Trigger-Zaps-from-webhooks'],
  does: { first: 'posts the body of a webhook', update: 'posts the body', end: 'posts the body' },
  doubles: 'the post; `deliveryId` is the same each time',
  *steps(facts) {
    const { alert, deed } = facts;
    const body = {
      ...webhookBody(facts),
      url: alert.url,
      comment: deed.comment ?? '',
      by: deed.by ?? '',
      deliveryId: facts.attemptKey,
    };
    const answer = yield* askWell(jsonRequest('POST', facts.action.params.webhookUrl, { body }), facts);
    const { status } = jsonIn(answer);
    if (status !== 'success')
      return refused(`Zapier answered ${text(status) ?? 'nothing known'}: ${reasonOf(answer) ?? 'without a reason'}`);
    return done('the hook was caught');
  },
});
