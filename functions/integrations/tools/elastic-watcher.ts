import type { Reading, Tool } from '../adapter.ts';
import { at, firstText, isRecord, labelsOf, text } from '../reader.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

function read(sent: unknown): Reading {
  const body = isRecord(at(sent, 'ctx')) ? at(sent, 'ctx') : sent;
  const id = text(at(body, 'watch_id'));
  if (id === undefined) return unknownBody('Elastic Watcher', sent);
  const total = firstText(at(body, 'payload', 'hits', 'total', 'value'), at(body, 'payload', 'hits', 'total'));
  return told('Elastic Watcher', {
    eventType: 'ALERT',
    summary: firstText(at(body, 'metadata', 'name'), at(body, 'metadata', 'title')) ?? id,
    details: firstText(at(body, 'metadata', 'description')) ?? (total === undefined ? undefined : `${total} hits`),
    alertKey: id,
    labels: labelsOf(at(body, 'metadata'), { watch: id }),
  });
}

export const tool: Tool = {
  resolves: 'never: a watch tells only that its condition was met',
  setup:
    'Add a webhook action to the watch: method POST, the host and path of `{url}`, header Content-Type application/json and body `{{#toJson}}ctx{{/toJson}}`. A name in the metadata of the watch becomes the summary.',
  source: ['https://www.elastic.co/guide/en/elasticsearch/reference/current/how-watcher-works.html'],
  sample: {
    metadata: { name: 'Many answers with 5xx' },
    watch_id: '5xx-spike',
    id: '5xx-spike_0d2f-2026-01-05T10:00:00.000Z',
    execution_time: '2026-01-05T10:00:00.123Z',
    trigger: { triggered_time: '2026-01-05T10:00:00.120Z', scheduled_time: '2026-01-05T10:00:00.000Z' },
    payload: { hits: { total: 184, hits: [{ _index: 'logs', _source: { status: 503, path: '/checkout' } }] } },
    vars: {},
  },
  read: ({ body }) => read(body),
};
