import type { Reading } from '../adapter.ts';
import { isAlarm, readAlarm } from './alarm.ts';
import { isBusEvent, readBusEvent } from './bus-event.ts';
import { readBudgetNotice } from './findings.ts';
import { readTopicMessage, topicMessageKind } from './topic-message.ts';

function readUnwrapped(body: unknown): Reading | undefined {
  if (isAlarm(body)) return readAlarm(body);
  return isBusEvent(body) ? readBusEvent(body) : readBudgetNotice(body);
}

/** Reads what AWS sends, in an SNS envelope or without; undefined when it is neither alarm, event nor SNS message. */
export function readAwsMessage(body: unknown): Reading | undefined {
  return topicMessageKind(body) === undefined ? readUnwrapped(body) : readTopicMessage(body, readUnwrapped);
}
