import type { ActionAlert, ActionPerson } from '../../actions/facts.ts';
import type { Alert, Responder } from '../../domain/alert/alert.ts';
import type { Context } from '../../ports/context.ts';
import { linksOf } from '../alert/links.ts';
import { asTocsin } from '../configuration/write.ts';

/** What actions may see of an alert, with its people and services as they are now. */
export async function seenOf(ctx: Context<'store' | 'settings'>, alert: Alert): Promise<ActionAlert> {
  const how = asTocsin(ctx);
  const [responders, links] = await Promise.all([ctx.store.alerts.responders(alert.id), linksOf(how, [alert])]);
  const [first] = responders;
  const { id, summary, details, reportTime, status, priority, severity, alertKey, source, policy } = alert;
  const { images, links: addresses = [], labels, customDetails, acceptedBy, resolvedBy } = alert;
  return {
    id,
    summary,
    ...(details !== undefined && { details }),
    reportTime,
    status,
    priority,
    ...(severity !== undefined && { severity }),
    ...(alertKey !== undefined && { alertKey }),
    source: { id: source.id, name: source.name },
    ...(policy && { policy }),
    ...(first && { assignedTo: personOf(first) }),
    responders: responders.map(({ firstName, lastName }) => `${firstName} ${lastName}`.trim()),
    ...(acceptedBy && { acceptedBy: acceptedBy.name }),
    ...(resolvedBy && { resolvedBy: resolvedBy.name }),
    services: links(alert).services.map(({ name }) => name ?? ''),
    links: addresses,
    ...(images && { images }),
    ...(labels && { labels }),
    ...(customDetails && { customDetails }),
    url: `${ctx.settings.publicUrl}/alerts/${id}`,
  };
}

const personOf = ({ email, firstName, lastName }: Responder): ActionPerson => ({ email, firstName, lastName });
