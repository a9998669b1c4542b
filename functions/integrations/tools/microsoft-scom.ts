import type { EventType } from '../../domain/event/event.ts';
import { ignored, type Reading, type Tool } from '../adapter.ts';
import { credentialMembers } from '../credentials.ts';
import { readOwnForm } from '../own-form.ts';
import { at, firstText, joined, labelsOf, record, rest, text } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { told } from '../told.ts';
import { unknownBody } from '../unknown-body.ts';

/** `{2ba8…}` and `2ba8…` are one alert; unset members are the words NONE or np. */
const said = (value: unknown): string | undefined => {
  const found = text(value);
  return found === undefined || /^(?:none|np)$/i.test(found) ? undefined : found;
};
const idOf = (value: unknown): string | undefined => text(value)?.replace(/^\{|\}$/g, '');

/** The states an alert has without further configuration, by name and by number. */
const eventTypes: Readonly<Record<string, EventType>> = {
  new: 'ALERT',
  '0': 'ALERT',
  acknowledged: 'ACCEPT',
  '249': 'ACCEPT',
  resolved: 'RESOLVE',
  '254': 'RESOLVE',
  closed: 'RESOLVE',
  '255': 'RESOLVE',
};

/** Reads what a notification command posts that sends the alert's own properties. */
function readProperties(body: unknown, state: string): Reading {
  const eventType = Object.hasOwn(eventTypes, state.toLowerCase()) ? eventTypes[state.toLowerCase()] : undefined;
  if (eventType === undefined) return ignored(`the resolution state is ${state}`);
  const severity = said(at(body, 'severity'));
  return told('SCOM', {
    eventType,
    summary: joined(': ', said(at(body, 'managedEntitySource')), said(at(body, 'alertName')) ?? 'SCOM alert'),
    details: said(at(body, 'alertDescription')),
    alertKey: idOf(at(body, 'alertId')),
    // 0 information, 1 warning, 2 critical; with words in some scripts.
    priority: eventType !== 'ALERT' ? undefined : severity === '2' ? 'HIGH' : priorityOfWord(severity),
    labels: labelsOf({ source: said(at(body, 'managedEntitySource')), category: said(at(body, 'category')) }),
  });
}

/** Reads the script whose event type and id stand beside a `payload`, or the properties of an alert. */
function read(body: unknown): Reading {
  const payload = record(at(body, 'payload'));
  const state = text(at(body, 'resolutionState'));
  const alertKey = idOf(at(body, 'alertId'));
  if (text(at(body, 'eventType')) === undefined) {
    return state === undefined || alertKey === undefined ? unknownBody('SCOM', body) : readProperties(body, state);
  }
  const own = readOwnForm(body, {
    alertKey,
    summary: firstText(payload.summary, at(body, 'summary'), said(at(body, 'alertName'))),
    details: said(payload.description),
    priority: firstText(payload.priority, payload.severity),
    customDetails: rest(body, ...credentialMembers),
    labels: labelsOf({ source: said(payload.source), severity: said(payload.severity) }),
  });
  return own ?? unknownBody('SCOM', body);
}

export const tool: Tool = {
  resolves: 'eventType is "resolved", or resolutionState is "Closed"; "accepted" and 249 accept',
  setup:
    'Create a command notification channel that runs a script with `$Data/Context/DataItem/AlertId$` and posts `{"eventType":"alert","alertId":"…","payload":{"summary":"…","description":"…","priority":"High","severity":"CRITICAL","source":"…"}}` to {url}; `eventType` is `resolved` for state 255 and `accepted` for 249.',
  source: ['https://github.com/iLert/ilert-ms-scom'],
  sample: {
    eventType: 'alert',
    alertId: '7e0c2a11-58d4-4c37-9f0e-0b7a3f5c9d21',
    payload: {
      summary: '[CRITICAL]: sql-07 - Database backup failed',
      description: 'The backup of ledger has failed twice.',
      priority: 'High',
      severity: 'CRITICAL',
      source: 'sql-07',
    },
  },
  read: ({ body }) => read(body),
};
