import { event, ignored, type Reading } from '../adapter.ts';
import { at, isRecord, joined, labelsOf, list, paragraphs, text } from '../reader.ts';
import { stateOf } from '../states.ts';
import { alarmKey, contributorNamed } from './alarm.ts';
import { readDevOpsGuru, readGuardDuty, readHealth, readSecurityHub, readTrail } from './findings.ts';

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

/** Why an alarm that is in ALARM is no alert now; when that ends and it still is, another event comes. */
function heldBack(body: unknown): string | undefined {
  const suppressor = text(at(body, 'detail', 'state', 'actionsSuppressedBy'));
  if (suppressor !== undefined) return `the alarm's actions are suppressed (${suppressor})`;
  const rule = text(at(body, 'detail', 'muteDetail', 'mutedByArn'));
  return isRecord(at(body, 'detail', 'muteDetail')) ? `the alarm is muted${rule ? ` by ${rule}` : ''}` : undefined;
}

const arnOf = (body: unknown, name: string | undefined): string | undefined =>
  text(at(body, 'resources', 0)) ?? joined('/', text(at(body, 'account')), text(at(body, 'region')), name);

/** A change of state of an alarm, or of one of its series; the key is the same as through SNS. */
function readAlarmChange(body: unknown): Reading {
  const state = text(at(body, 'detail', 'state', 'value'))?.toUpperCase();
  if (state === 'INSUFFICIENT_DATA') return ignored('the alarm has insufficient data');
  const held = state === 'OK' ? undefined : heldBack(body);
  if (held !== undefined) return ignored(held);
  const description = text(at(body, 'detail', 'configuration', 'description'));
  const name = text(at(body, 'detail', 'alarmName')) ?? text(at(body, 'resources', 0));
  const [contributor, attributes] = ['id', 'attributes'].map((member) =>
    at(body, 'detail', 'alarmContributor', member),
  );
  return event({
    eventType: state === 'OK' ? 'RESOLVE' : 'ALERT',
    summary: joined(': ', name ?? 'CloudWatch alarm', contributorNamed(attributes) ?? text(contributor), description),
    details: paragraphs(description, text(at(body, 'detail', 'state', 'reason'))),
    alertKey: alarmKey(arnOf(body, name), contributor),
    labels: labelsOf(attributes, describe(body)),
  });
}

/** An alarm that was deleted cannot recover any more. */
function readAlarmConfiguration(body: unknown): Reading {
  const operation = text(at(body, 'detail', 'operation'))?.toLowerCase();
  if (operation !== 'delete') return ignored("the alarm's configuration was changed");
  const name = text(at(body, 'detail', 'alarmName')) ?? text(at(body, 'resources', 0));
  return event({
    eventType: 'RESOLVE',
    summary: joined(' ', name, 'was deleted'),
    alertKey: arnOf(body, name),
    comments: [{ creator: 'CloudWatch', content: 'The alarm was deleted.' }],
  });
}

/** Details that say more than a resource and a state. */
function readKnownDetail(type: string, detail: unknown): Reading | undefined {
  if (!isRecord(detail)) return undefined;
  if (type === 'GuardDuty Finding') return readGuardDuty(detail);
  if (type.startsWith('Security Hub Findings')) return readSecurityHub(detail);
  if (type.startsWith('AWS Health') && at(detail, 'eventArn') !== undefined) return readHealth(detail);
  if (type.startsWith('DevOps Guru')) return readDevOpsGuru(detail, type);
  return type.endsWith('via CloudTrail') ? readTrail(detail) : undefined;
}

/** Reads an EventBridge event: alarms have a state; everything else is an alert, unless its detail says that it is over. */
export function readBusEvent(body: unknown): Reading {
  const known = readKnownDetail(text(at(body, 'detail-type')) ?? '', at(body, 'detail'));
  if (known !== undefined) return known;
  switch (text(at(body, 'detail-type'))) {
    case 'CloudWatch Alarm State Change':
    case 'CloudWatch Alarm Contributor State Change':
      return readAlarmChange(body);
    case 'CloudWatch Alarm Configuration Change':
      return readAlarmConfiguration(body);
  }
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
  });
}

/** The detail as a code block, short enough to read in a message. */
function detailText(detail: unknown): string | undefined {
  if (detail === undefined || detail === null) return undefined;
  return `\`\`\`json\n${JSON.stringify(detail, null, 2).slice(0, 5_000)}\n\`\`\``;
}
