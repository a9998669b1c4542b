import type { EventType, NormalisedEvent } from '../../domain/event/event.ts';
import { event, ignored, type Reading, type Tool } from '../adapter.ts';
import { at, firstText, joined, labelsOf, linksOf, list, paragraphs, text, unpacked } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { membersOfText, stateOf } from '../states.ts';
import { unknownBody } from '../unknown-body.ts';

/** The text of a macro; one that Zabbix did not expand (`{EVENT.UPDATE.ACTION}`) says nothing. */
const macro = (value: unknown): string | undefined => {
  const found = text(value);
  return found === undefined || /^\{[A-Z][A-Z0-9._]*\}$/.test(found) ? undefined : found;
};

/** Zabbix's tag list, which comes as JSON text, as labels. */
const tagsOf = (value: unknown) =>
  labelsOf(
    Object.fromEntries(
      list(unpacked(value)).flatMap((tag) => {
        const name = text(at(tag, 'tag'));
        return name === undefined ? [] : [[name, at(tag, 'value')] as const];
      }),
    ),
  );

/** Whether an update made the problem urgent: "changed severity from Warning to High". */
function isWorse(body: unknown): boolean {
  const words = /changed severity from (.{1,40}?) to ([^,]{1,40})/i.exec(macro(at(body, 'update_action')) ?? '');
  return priorityOfWord(words?.[2]) === 'HIGH' && priorityOfWord(words?.[1]) !== 'HIGH';
}

/** What the message is about; undefined for an update that is neither an acknowledgement nor an end. */
function eventTypeOf(body: unknown): EventType | undefined {
  const status = macro(at(body, 'status'))?.toUpperCase();
  if (status === 'RESOLVED' || status === 'OK') return 'RESOLVE';
  if (status === undefined && macro(at(body, 'value')) === '0') return 'RESOLVE';
  const update = macro(at(body, 'update_action'))?.toLowerCase();
  if (update === undefined) return 'ALERT';
  if (/\bclosed\b/.test(update)) return 'RESOLVE';
  return /\backnowledged\b/.test(update) ? 'ACCEPT' : undefined;
}

/** Reads the text that Zabbix's own media types send: "Problem: …" or "Resolved in 5m: …", with the problem's id below. */
function readText(body: unknown): Reading | undefined {
  if (typeof body !== 'string') return undefined;
  const id = /\b(?:problem|event) id: ?(\d{1,20})/i.exec(body)?.[1];
  const state = stateOf(body) ?? (/^problem has been resolved\b/im.test(body) ? 'over' : undefined);
  if (id === undefined) return undefined;
  const eventType = state === 'over' ? 'RESOLVE' : 'ALERT';
  const { Host: host, 'Problem name': name, Severity: severity } = membersOfText(body);
  return event({
    eventType,
    summary: joined(': ', host, name ?? text(body)?.split('\n', 1)[0]),
    details: text(body),
    alertKey: id,
    priority: eventType === 'ALERT' ? priorityOfWord(severity) : undefined,
    labels: labelsOf({ host, severity }),
  });
}

/** Reads the macros that our media type sends: in recovery operations {EVENT.ID} still is the problem's id. */
function read(body: unknown): Reading {
  const id = macro(at(body, 'id')) ?? macro(at(body, 'event_id'));
  const name = macro(at(body, 'name')) ?? macro(at(body, 'subject'));
  if (id === undefined && name === undefined) return readText(body) ?? unknownBody('Zabbix', body);

  const eventType = eventTypeOf(body);
  if (eventType === undefined && !isWorse(body)) return ignored(`the problem was ${macro(at(body, 'update_action'))}`);
  const host = firstText(macro(at(body, 'service')), macro(at(body, 'host_name')), macro(at(body, 'host')));
  const read = (eventType: EventType): NormalisedEvent => ({
    eventType,
    summary: joined(': ', host, name ?? `problem ${id}`),
    details: paragraphs(macro(at(body, 'message')), macro(at(body, 'description'))),
    alertKey: id,
    priority: eventType !== 'ALERT' ? undefined : isWorse(body) ? 'HIGH' : priorityOfWord(macro(at(body, 'severity'))),
    labels: labelsOf(tagsOf(at(body, 'tags')), {
      host: macro(at(body, 'host_name')),
      hostIp: macro(at(body, 'host_ip')),
      severity: macro(at(body, 'severity')),
    }),
    links: linksOf(['Zabbix', macro(at(body, 'url'))]),
  });
  const worse = isWorse(body) && eventType !== 'RESOLVE' ? [read('ALERT')] : [];
  return { events: [...worse, ...(eventType === undefined ? [] : [read(eventType)])] };
}

export const tool: Tool = {
  resolves: 'status is "RESOLVED"',
  setup: 'Add a webhook media type that posts the macros listed in docs/integrations.md to {url}.',
  source: [
    'https://www.zabbix.com/documentation/current/en/manual/config/notifications/media/webhook',
    'https://www.zabbix.com/documentation/current/en/manual/appendix/macros/supported_by_location',
  ],
  sample: {
    id: '4711',
    status: 'PROBLEM',
    value: '1',
    host_name: 'db-01',
    host_ip: '192.0.2.10',
    name: 'Disk is 95 % full',
    severity: 'High',
    message: 'Problem started at 10:00:00.',
    tags: '[{"tag":"scope","value":"capacity"}]',
    url: 'https://zabbix.example.com/tr_events.php?eventid=4711',
  },
  read: ({ body }) => read(body),
};
