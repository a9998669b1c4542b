import type { TriggerType } from '../domain/alert-action/alert-action.ts';
import { readableLine, readableLines } from '../domain/readable.ts';
import type { ActionFacts } from './facts.ts';

/** At most so many UTF-16 units, never half a character, marked where it was cut. */
export function cutTo(text: string, limit: number): string {
  const whole = text.toWellFormed();
  return whole.length <= limit ? whole : `${whole.slice(0, Math.max(limit - 1, 0)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** On one line, with what can be read only. */
export const shortened = (text: string, limit: number): string =>
  cutTo(readableLine(text.slice(0, limit * 10 + 1_000)), limit);

/** On several lines, with what can be read only. */
export const lines = (text: string, limit: number): string =>
  cutTo(readableLines(text.slice(0, limit * 4 + 1_000)), limit);

const words: Readonly<Record<TriggerType, string>> = {
  'alert-created': 'Created',
  'alert-assigned': 'Assigned',
  'alert-auto-escalated': 'Escalated',
  'alert-acknowledged': 'Accepted',
  'alert-raised': 'Raised',
  'alert-comment-added': 'Comment',
  'alert-escalation-ended': 'Nobody left to notify',
  'alert-resolved': 'Resolved',
  'alert-auto-resolved': 'Resolved by its source',
  'alert-responder-added': 'Responder added',
  'alert-responder-removed': 'Responder removed',
  'alert-channel-attached': 'Channel attached',
  'alert-channel-detached': 'Channel detached',
  'v-alert-not-resolved': 'Still not resolved',
};

/** Whether the alert is over by this trigger. */
export const isEnd = (trigger: TriggerType): boolean =>
  trigger === 'alert-resolved' || trigger === 'alert-auto-resolved';

/** What has happened, and by whom: "Accepted by Ada Lovelace". */
export function happened({ trigger, deed }: Pick<ActionFacts, 'trigger' | 'deed'>): string {
  const who = deed.by === undefined ? undefined : shortened(deed.by, 100);
  return who === undefined || who === '' || trigger === 'alert-auto-resolved'
    ? words[trigger]
    : `${words[trigger]} by ${who}`;
}

/** What an alert is called, on one line; never nothing. */
export const titleOf = (alert: ActionFacts['alert'], limit: number): string =>
  shortened(alert.summary, limit) || `Alert ${alert.id}`;

/** The first line of a message: what has happened to which alert. */
export const headline = (facts: Pick<ActionFacts, 'trigger' | 'deed' | 'alert'>, limit: number): string =>
  facts.trigger === 'alert-created'
    ? titleOf(facts.alert, limit)
    : shortened(`${happened(facts)}: ${titleOf(facts.alert, limit)}`, limit);

const statuses = { PENDING: 'Pending', ACCEPTED: 'Accepted', RESOLVED: 'Resolved' } as const;

/** What is worth knowing of an alert, by name; nothing that is not there. */
export function particulars({
  alert,
}: Pick<ActionFacts, 'alert'>): readonly (readonly [name: string, value: string])[] {
  const person = alert.assignedTo && `${alert.assignedTo.firstName} ${alert.assignedTo.lastName}`;
  const people = alert.responders.length > 0 ? alert.responders.join(', ') : person;
  const all: readonly (readonly [string, string | undefined])[] = [
    ['Status', statuses[alert.status]],
    ['Priority', alert.priority === 'HIGH' ? 'High' : 'Low'],
    ['Alert source', alert.source.name],
    ['Escalation policy', alert.policy?.name],
    ['Responders', people],
    ['Services', alert.services.join(', ')],
    ['Accepted by', alert.acceptedBy],
    ['Resolved by', alert.resolvedBy],
    ['Alert key', alert.alertKey],
    ['Reported', alert.reportTime],
  ];
  return all.flatMap(([name, value]) => {
    const text = shortened(value ?? '', 300);
    return text === '' ? [] : [[name, text] as const];
  });
}

/** The alert's links that a browser opens, its own page first. */
export const linksOf = ({
  alert,
}: Pick<ActionFacts, 'alert'>): readonly { readonly text: string; readonly href: string }[] =>
  [{ text: 'Open alert', href: alert.url }, ...alert.links]
    .filter(({ href }) => /^https?:\/\//i.test(href) && URL.canParse(href) && href.length <= 2_000)
    .map(({ text, href }) => ({ text: shortened(text ?? '', 60) || shortened(new URL(href).host, 60), href }));

/** All of an alert as plain text: its details, what is worth knowing, its links. */
export function described(facts: Pick<ActionFacts, 'alert'>, limit: number): string {
  const known = particulars(facts).map(([name, value]) => `${name}: ${value}`);
  const links = linksOf(facts).map(({ text, href }) => `${text}: ${href}`);
  const below = lines([known.join('\n'), links.join('\n')].filter((part) => part !== '').join('\n\n'), limit);
  const details = lines(facts.alert.details ?? '', Math.max(limit - below.length - 2, 0));
  return details.length <= 1 ? below : `${details}\n\n${below}`;
}

/** What is said of a trigger after the first: what has happened, and the comment. */
export const told = (facts: Pick<ActionFacts, 'trigger' | 'deed'>, limit: number): string =>
  lines([happened(facts), facts.deed.comment ?? ''].join('\n\n'), limit);
