import { InvalidInputError } from '../../domain/errors.ts';
import type { NormalisedEvent } from '../../domain/event/event.ts';
import { event, type NativeRequest, type Reading, type Tool } from '../adapter.ts';
import { readAwsMessage } from '../aws/message.ts';
import { credentialMembers } from '../credentials.ts';
import { genericEvent, genericMembers } from '../generic-event.ts';
import { membersLine } from '../headline.ts';
import { readOwnForm } from '../own-form.ts';
import { isPagerDutyEvent, readPagerDutyEvent } from '../pagerduty-event.ts';
import { at, firstText, isRecord, linksOf, rest, text, webAddress } from '../reader.ts';
import { priorityOfWord } from '../severity-words.ts';
import { stateOf } from '../states.ts';
import { titleOf, unknown } from '../unknown-body.ts';

const marks = ['eventType', 'alertKey', 'integrationKey', 'apiKey'];

/** Our own event format: a member that only it has, or nothing but members it has. */
const isGenericEvent = (body: Record<string, unknown>): boolean =>
  marks.some((mark) => Object.hasOwn(body, mark)) ||
  Object.keys(body).every((name) => (genericMembers as readonly string[]).includes(name));

/** The "formatted webhook" that several tools send: alert_uid, title, state, message. */
const isFormattedWebhook = (body: unknown): boolean =>
  text(at(body, 'title')) !== undefined && text(at(body, 'alert_uid')) !== undefined;

function readFormattedWebhook(body: unknown): Reading {
  const resolved = stateOf(body) === 'over';
  const image = webAddress(at(body, 'image_url'));
  return event({
    eventType: resolved ? 'RESOLVE' : 'ALERT',
    summary: text(at(body, 'title')),
    details: text(at(body, 'message')),
    alertKey: text(at(body, 'alert_uid')),
    priority: resolved ? undefined : priorityOfWord(at(body, 'severity')),
    links: linksOf(['Details', at(body, 'link_to_upstream_details')]),
    images: image === undefined ? undefined : [{ src: image }],
  });
}

/** Any other JSON object: an alert with what reads most like a title, told apart by the object it speaks of. */
function readAnyObject(body: Record<string, unknown>): Reading {
  return unknown(body, {
    eventType: 'ALERT',
    summary: titleOf(body) ?? membersLine(body) ?? 'Event without a title',
    details: firstText(body.details, body.description, body.message),
    priority: priorityOfWord(firstText(body.severity, body.priority)),
    links: linksOf(['Link', body.link], ['Link', body.url]),
    customDetails: rest(body, ...credentialMembers),
  });
}

/** Text in place of JSON: an alert with its first line as the summary. */
const unknownText = (body: string): Reading =>
  unknown(body, {
    eventType: 'ALERT',
    summary: text(body)?.split('\n', 1)[0] ?? 'Event without a title',
    details: text(body),
  });

const ownForm = (one: NormalisedEvent): Reading => ({ events: [one], isOwnForm: true });

/** Our own event format as far as it is right; whatever is wrong with the rest, somebody hears of it. */
function readLeniently(body: Record<string, unknown>): Reading {
  try {
    return ownForm(genericEvent(body));
  } catch (error) {
    if (!(error instanceof InvalidInputError)) throw error;
    return readOwnForm(body) ?? readAnyObject(body);
  }
}

/** Our own event format, and for senders that know no other: PagerDuty's, the formatted webhook, or any JSON object. */
function read({ body, isLenient = false, requestId }: NativeRequest): Reading {
  if (typeof body === 'string' && isLenient) return unknownText(body);
  if (!isRecord(body)) throw new InvalidInputError('body', 'must be a JSON object');
  if (isGenericEvent(body)) return isLenient ? readLeniently(body) : ownForm(genericEvent(body));
  if (isPagerDutyEvent(body)) return readPagerDutyEvent(body, requestId);
  return readAwsMessage(body) ?? (isFormattedWebhook(body) ? readFormattedWebhook(body) : readAnyObject(body));
}

export const tool: Tool = {
  resolves: 'eventType is "RESOLVE"',
  setup: 'POST {"eventType":"ALERT","summary":"…","alertKey":"…"} to {url}.',
  source: [],
  sample: {
    eventType: 'ALERT',
    alertKey: 'disk/db-01',
    summary: 'Disk of db-01 is 95 % full',
    details: '5 GB are left on /var/lib.',
    priority: 'HIGH',
    links: [{ href: 'https://monitoring.example.com/db-01', text: 'Dashboard' }],
    labels: { host: 'db-01' },
    customDetails: { mount: '/var/lib', free: 5 },
  },
  read,
};
