import { askOther, text } from '../answers.ts';
import { done, driver } from '../driver.ts';
import { webhookBody } from '../webhook-body.ts';
import { cutTo } from '../words.ts';

/** An entry has 256 KB for all that it says. */
const roomForDetail = 240 * 1024;
const detailsWhereFull = 10_000;

export default driver({
  type: 'aws_event_bridge',
  name: 'Amazon EventBridge',
  source: ['https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html'],
  does: { first: 'puts an event', update: 'puts an event', end: 'puts an event' },
  doubles: 'the event; `deliveryId` is the same each time',
  *steps(facts) {
    const { alert, deed, trigger } = facts;
    const detail = {
      ...webhookBody(facts),
      url: alert.url,
      ...(deed.by !== undefined && { by: deed.by }),
      ...(deed.comment !== undefined && { comment: deed.comment }),
      labels: alert.labels ?? {},
      deliveryId: facts.attemptKey,
    };
    const whole = JSON.stringify(detail);
    const Detail =
      Buffer.byteLength(whole) <= roomForDetail
        ? whole
        : JSON.stringify({ ...detail, details: cutTo(alert.details ?? '', detailsWhereFull), labels: {} });
    const bus = text(facts.action.params.eventBusName);
    const id = yield* askOther({
      kind: 'event',
      entry: {
        Source: 'tocsin',
        DetailType: trigger,
        Detail,
        Time: facts.now,
        ...(bus !== undefined && { EventBusName: bus }),
      },
    });
    return done(id === undefined ? 'the event was put' : `the event ${id} was put`);
  },
});
