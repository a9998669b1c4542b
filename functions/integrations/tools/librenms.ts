import { ignored, type Reading, type Tool } from '../adapter.ts';
import { readOwnForm } from '../own-form.ts';
import { at, firstText, joined, labelsOf, paragraphs, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** 0 is well, 2 acknowledged; 1, 3 (worse), 4 (better) and 5 (changed) all mean that something is wrong. */
const eventTypes: Readonly<Record<string, 'RESOLVE' | 'ACCEPT'>> = { '0': 'RESOLVE', '2': 'ACCEPT' };

/** Reads the fields of the API transport; everything is text. Its own ilert transport sends our event form. */
function read(body: unknown): Reading {
  if (text(at(body, 'eventType')) !== undefined) return readOwnForm(body) ?? unknownBody('LibreNMS', body);
  const state = text(at(body, 'state'));
  const device = firstText(at(body, 'sysName'), at(body, 'hostname'), at(body, 'display'));
  const summary = firstText(at(body, 'title'), joined(': ', device, text(at(body, 'name'))));
  if (state === undefined || summary === undefined) return unknownBody('LibreNMS', body);
  if (!/^[0-5]$/.test(state)) return ignored(`the alert's state is ${state}`);

  const eventType = eventTypes[state] ?? 'ALERT';
  return told('LibreNMS', {
    eventType,
    summary,
    details: paragraphs(text(at(body, 'msg')), text(at(body, 'alert_notes'))),
    alertKey: text(at(body, 'alert_id')) ?? joined('/', text(at(body, 'device_id')), text(at(body, 'rule_id'))),
    priority: eventType === 'ALERT' ? priorityOfWord(at(body, 'severity')) : undefined,
    labels: labelsOf({
      host: device,
      ip: at(body, 'ip'),
      rule: at(body, 'name'),
      location: at(body, 'location'),
      severity: at(body, 'severity'),
    }),
  });
}

export const tool: Tool = {
  resolves: 'state is "0"; "2" (acknowledged) accepts',
  setup:
    'Alerts → Alert Transports → Create: type API, method POST, URL {url}, body `{"title":"{{ $title }}","alert_id":"{{ $alert_id }}","state":"{{ $state }}","severity":"{{ $severity }}","name":"{{ $name }}","sysName":"{{ $sysName }}","hostname":"{{ $hostname }}","ip":"{{ $ip }}","location":"{{ $location }}","msg":"{{ $msg }}"}`. The ilert transport works too, with the key of the source.',
  source: [
    'https://docs.librenms.org/Alerting/Transports/#api',
    'https://github.com/keephq/keep/blob/main/keep/providers/libre_nms_provider/alerts_mock.py',
  ],
  sample: {
    title: 'Alert for device switch-12 - Devices up/down',
    hostname: '192.0.2.12',
    sysName: 'switch-12',
    ip: '192.0.2.12',
    location: 'Hall 3',
    alert_id: '4711',
    rule_id: '2',
    severity: 'critical',
    name: 'Devices up/down',
    state: '1',
    msg: 'The device has not answered for 5 minutes.',
  },
  read: ({ body }) => read(body),
};
