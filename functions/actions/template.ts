import { parseTemplate } from '../domain/template/parse.ts';
import { render } from '../domain/template/render.ts';
import type { ActionFacts } from './facts.ts';
import { eventTypeOf } from './webhook-body.ts';
import { linksOf } from './words.ts';

/** The variables of a template of an action, and all of the alert under `alert`. */
export function variablesOf(facts: ActionFacts<unknown, unknown>): Readonly<Record<string, unknown>> {
  const { alert, deed } = facts;
  return {
    alertId: String(alert.id),
    alertKey: alert.alertKey,
    alertDetails: alert.details,
    alertSummary: alert.summary,
    alertStatus: alert.status,
    alertPriority: alert.priority,
    alertUrl: alert.url,
    alertSourceId: alert.source.id,
    alertSourceName: alert.source.name,
    escalationPolicyId: alert.policy?.id,
    escalationPolicyName: alert.policy?.name,
    reportTime: alert.reportTime,
    link: alert.links[0]?.href,
    eventType: eventTypeOf(facts),
    comment: deed.comment,
    by: deed.by,
    responders: alert.responders,
    services: alert.services,
    links: linksOf(facts),
    alert,
  };
}

const isWritten = (template: string | null | undefined): template is string =>
  typeof template === 'string' && template.trim() !== '';

/** What the template says; undefined when there is none, or it cannot be read: then the usual text is sent. */
export function rendered(
  template: string | null | undefined,
  facts: ActionFacts<unknown, unknown>,
): string | undefined {
  if (!isWritten(template)) return undefined;
  const parsed = parseTemplate(template);
  return parsed.ok ? render(parsed.template, [variablesOf(facts)]) : undefined;
}

/** The value with each text as it stands within the quotes of JSON. Objects and lists are written out as they were. */
function quotable(value: unknown): unknown {
  if (typeof value === 'string') return JSON.stringify(value).slice(1, -1);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Array.isArray(value)
    ? value.map(quotable)
    : Object.fromEntries(Object.entries(value).map(([name, member]) => [name, quotable(member)]));
  return Object.defineProperty(copy, 'toJSON', { value: () => value, enumerable: false });
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * What a template of a body says. In one that is written as JSON, values are put in so that it stays JSON, whatever an
 * alert is called: a quote in a summary neither breaks the body nor adds members to it.
 */
export function renderedBody(
  template: string | null | undefined,
  facts: ActionFacts<unknown, unknown>,
): string | undefined {
  if (!isWritten(template)) return undefined;
  const parsed = parseTemplate(template);
  if (!parsed.ok) return undefined;
  const variables = variablesOf(facts);
  if (/^\s*[[{]/.test(template)) {
    const body = render(parsed.template, [quotable(variables)]);
    if (isJson(body)) return body;
  }
  return render(parsed.template, [variables]);
}
