import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, joined, labelsOf, named, paragraphs, text, unpacked } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Reads an event of the debugger, a form whose `Payload` is JSON: each error stands for itself. */
function read(body: unknown): Reading {
  const level = text(at(body, 'Level'));
  const payload = unpacked(at(body, 'Payload'));
  const code = firstText(at(payload, 'error_code'), at(body, 'ErrorCode'));
  if (level === undefined || !isRecord(payload)) return unknownBody('Twilio', body);
  const more = at(payload, 'more_info');
  const said = firstText(at(more, 'Msg'), at(more, 'msg'), at(more, 'LogText'), at(payload, 'message'));
  const resource = text(at(payload, 'resource_sid'));
  return told('Twilio', {
    eventType: 'ALERT',
    summary: joined(': ', `Twilio ${level.toLowerCase()}${code === undefined ? '' : ` ${code}`}`, said ?? resource),
    details: paragraphs(said, named('Request', at(payload, 'webhook', 'request', 'url'))),
    priority: priorityOfWord(level),
    labels: labelsOf({ code, level, resource, service: at(payload, 'service_sid'), account: at(body, 'AccountSid') }),
  });
}

export const tool: Tool = {
  resolves: 'never: each error stands for itself',
  setup:
    'Console → Monitor → Errors → Error webhook: {url}. For alarms: Monitor → Alarms → Create alarm: enable webhook, {url}.',
  source: ['https://www.twilio.com/docs/usage/troubleshooting/debugging-event-webhooks'],
  sample: {
    Sid: 'NO0123456789abcdef0123456789abcdef',
    AccountSid: 'AC00000000000000000000000000000000',
    Timestamp: '2026-02-03T04:05:06Z',
    Level: 'ERROR',
    PayloadType: 'application/json',
    Payload: {
      resource_sid: 'CA0123456789abcdef0123456789abcdef',
      error_code: '11200',
      more_info: { Msg: 'HTTP retrieval failure', url: 'https://voice.example.com/answer', statusCode: '502' },
    },
  },
  read: ({ body }) => read(body),
};
