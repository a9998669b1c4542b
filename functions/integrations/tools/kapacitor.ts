import type { Reading, Tool } from '../adapter.ts';
import { at, labelsOf, list, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told, typeOfWord } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** Details are HTML, made by the alert's template. */
const withoutTags = (html: string | undefined): string | undefined =>
  text(
    html
      ?.replace(/<(?:br|\/p|\/li|\/tr)\b[^<>]{0,100}>/gi, '\n')
      .replace(/<[^<>]{0,500}>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&#3[49];|&quot;/g, '"')
      .replace(/&amp;/g, '&'),
  );

function read(body: unknown): Reading {
  const [id, level] = [text(at(body, 'id')), text(at(body, 'level'))];
  if (id === undefined || level === undefined) return unknownBody('Kapacitor', body);
  return told('Kapacitor', {
    eventType: typeOfWord(level, { resolve: 'ok' }) ?? 'ALERT',
    summary: text(at(body, 'message'))?.split('\n', 1)[0] ?? `${id} is ${level}`,
    details: withoutTags(text(at(body, 'details'))),
    alertKey: id,
    priority: priorityOfWord(level),
    labels: labelsOf(at(list(at(body, 'data', 'series'))[0], 'tags'), { level }),
  });
}

export const tool: Tool = {
  resolves: 'level is "OK"',
  setup:
    'In a TICKscript: `|alert().post(\'{url}\')`, or `[[httppost]]` with `endpoint = "tocsin"` and `url-template = "{url}"` in kapacitor.conf and `.post().endpoint(\'tocsin\')`. With `.id()` that names what fails.',
  source: ['https://docs.influxdata.com/kapacitor/v1/reference/event_handlers/post/'],
  sample: {
    id: 'cpu:host=web-01',
    message: 'cpu:host=web-01 is CRITICAL value: 97.2',
    details: '<b>cpu</b> on web-01 is CRITICAL',
    time: '2026-01-05T10:00:00Z',
    duration: 60000000000,
    level: 'CRITICAL',
    previousLevel: 'OK',
    data: {
      series: [
        { name: 'cpu', tags: { host: 'web-01' }, columns: ['time', 'value'], values: [['2026-01-05T10:00:00Z', 97.2]] },
      ],
    },
  },
  read: ({ body }) => read(body),
};
