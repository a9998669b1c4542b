import type { ActionFacts } from './facts.ts';

/** The `eventType` of a body. The delayed triggers and those of responders and channels have their own names. */
export const eventTypeOf = ({ trigger }: Pick<ActionFacts, 'trigger'>): string => trigger;

/** What is posted of an alert where nobody has written a template. */
export function webhookBody(facts: Pick<ActionFacts, 'trigger' | 'alert'>): Readonly<Record<string, unknown>> {
  const { alert } = facts;
  return {
    id: String(alert.id),
    status: alert.status,
    summary: alert.summary,
    details: alert.details ?? '',
    reportTime: alert.reportTime,
    eventType: eventTypeOf(facts),
    priority: alert.priority,
    alertKey: alert.alertKey ?? '',
    alertSource: { id: alert.source.id, name: alert.source.name },
    assignedTo:
      alert.assignedTo === undefined
        ? null
        : {
            username: alert.assignedTo.username ?? alert.assignedTo.email,
            email: alert.assignedTo.email,
            firstName: alert.assignedTo.firstName,
            lastName: alert.assignedTo.lastName,
          },
  };
}
