import { event, ignored, type Reading } from '../adapter.ts';
import { at, isRecord, joined, labelsOf, list, paragraphs, rest, text } from '../reader.ts';
import { stateOf } from '../states.ts';

/** True for the envelope of an EventBridge event. */
export const isBusEvent = (body: unknown): boolean =>
  isRecord(body) && text(at(body, 'detail-type')) !== undefined && text(at(body, 'source')) !== undefined;

const describe = (body: unknown) =>
  labelsOf({
    source: at(body, 'source'),
    account: at(body, 'account'),
    region: at(body, 'region'),
    'detail-type': at(body, 'detail-type'),
  });

/** An alarm's change of state; its key is the alarm's ARN, as when the alarm comes through SNS. */
function readAlarmChange(body: unknown): Reading {
  const state = text(at(body, 'detail', 'state', 'value'))?.toUpperCase();
  if (state === 'INSUFFICIENT_DATA') return ignored('the alarm has insufficient data');
  const description = text(at(body, 'detail', 'configuration', 'description'));
  const name = text(at(body, 'detail', 'alarmName')) ?? text(at(body, 'resources', 0));
  return event({
    eventType: state === 'OK' ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', name ?? 'CloudWatch alarm', description),
    details: paragraphs(description, text(at(body, 'detail', 'state', 'reason'))),
    alertKey: text(at(body, 'resources', 0)) ?? joined('/', text(at(body, 'account')), text(at(body, 'region')), name),
    labels: describe(body),
    customDetails: rest(body, 'version'),
  });
}

/** Reads an EventBridge event: alarms have a state; everything else is an alert, unless its detail says that it is over. */
export function readBusEvent(body: unknown): Reading {
  if (text(at(body, 'detail-type')) === 'CloudWatch Alarm State Change') return readAlarmChange(body);
  const [source, type, id] = [at(body, 'source'), at(body, 'detail-type'), at(body, 'id')].map(text);
  const resource = text(list(at(body, 'resources'))[0]);
  const state = text(at(body, 'detail', 'state')) ?? text(at(body, 'detail', 'status'));
  const isOver = stateOf(at(body, 'detail')) === 'over' || /\b(?:closed|resolved)$/i.test(type ?? '');
  return event({
    eventType: isOver ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', type, joined(' ', resource?.split(':').at(-1), state)),
    details: paragraphs(resource, detailText(at(body, 'detail'))),
    alertKey: resource === undefined ? id : joined('/', source, type, resource),
    labels: describe(body),
    customDetails: rest(body, 'version'),
  });
}

/** The detail as a code block, short enough to read in a message. */
function detailText(detail: unknown): string | undefined {
  if (detail === undefined || detail === null) return undefined;
  return `\`\`\`json\n${JSON.stringify(detail, null, 2).slice(0, 5_000)}\n\`\`\``;
}
