import { EventType, NormalisedEvent, Priority } from '../event/event.ts';
import { isMembers } from './metadata.ts';

/** What was made of an event, or which of its members is none that an event may have. */
export type EventFrom = { readonly event: NormalisedEvent } | { readonly why: string };

/** Which problems a tool told of together is no matter of the flow. */
const WithoutGroup = NormalisedEvent.omit({ group: true });

const texts = ['summary', 'details', 'alertKey', 'routingKey'] as const;

/** Numbers and booleans as text; everything else as it is. */
const asText = (value: unknown): unknown =>
  typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;

const inCapitals = (value: unknown): unknown => (typeof value === 'string' ? value.trim().toUpperCase() : value);

const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;

/** Clients write texts only: what an event wants as a number or as one of its words is made of them. */
function mended(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { labels } = members;
  const changed = {
    ...members,
    ...Object.fromEntries(texts.map((name) => [name, asText(members[name])])),
    eventType: inCapitals(members.eventType),
    priority: inCapitals(members.priority),
    severity: asNumber(members.severity),
    ...(isMembers(labels) && {
      labels: Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, asText(value)])),
    }),
  };
  return Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined && value !== null));
}

/** The event that a flow has made of one. Nulls are absent; what no event may have is told. */
export function eventFrom(value: unknown, before: NormalisedEvent): EventFrom {
  if (!isMembers(value)) return { why: 'an event is an object' };
  const parsed = WithoutGroup.safeParse(mended(value));
  if (parsed.success) return { event: { ...parsed.data, ...(before.group !== undefined && { group: before.group }) } };
  const [{ path, message } = { path: [], message: '' }] = parsed.error.issues;
  const [member] = path;
  if (member === 'eventType') return { why: `eventType must be one of ${EventType.options.join(', ')}` };
  if (member === 'priority') return { why: `priority must be one of ${Priority.options.join(', ')}` };
  return { why: `${path.join('.')}: ${message}` };
}
