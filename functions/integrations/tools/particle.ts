import type { Reading, Tool } from '../adapter.ts';
import { eventTypeOf } from '../generic-event.ts';
import { at, firstLine, isRecord, joined, labelsOf, text, unpacked } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { titleOf, unknownBody } from '../unknown-body.ts';

/** Reads an event that a device has published; its name says what it is, its data is a text, often of JSON. */
function read(body: unknown): Reading {
  const eventType = eventTypeOf(at(body, 'event'));
  const device = text(at(body, 'coreid'));
  if (eventType === undefined || device === undefined) return unknownBody('Particle', body);
  const data = unpacked(at(body, 'data'));
  const said = isRecord(data) ? titleOf(data) : firstLine(data);
  return told('Particle', {
    eventType,
    summary: said ?? joined(' ', text(at(body, 'event')), 'of device', device),
    details: text(at(body, 'data')),
    alertKey: device,
    priority: eventType === 'ALERT' && isRecord(data) ? priorityOfWord(data.priority ?? data.severity) : undefined,
    labels: labelsOf(isRecord(data) ? data : undefined, { device }),
  });
}

export const tool: Tool = {
  resolves: 'event is "RESOLVE"',
  setup:
    'Console → Integrations → New integration → Webhook, twice: event name ALERT and event name RESOLVE, URL {url}, request type POST, format JSON. Devices publish these events.',
  source: ['https://docs.particle.io/integrations/webhooks/#default-data'],
  sample: {
    event: 'ALERT',
    data: 'Water level in tank 3 is low',
    coreid: 'e00fce6811223344556677aa',
    published_at: '2026-02-03T04:05:06.000Z',
  },
  read: ({ body }) => read(body),
};
