import type { ActionAlert, ActionPerson } from '../../actions/facts.ts';
import type { Alert, Responder } from '../../domain/alert/alert.ts';
import { assignedTo } from '../../domain/alert/assigned-to.ts';
import { fullName } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { alertAddress } from '../alert/address.ts';
import { linksOf } from '../alert/links.ts';
import { asTocsin } from '../configuration/write.ts';

type SeenContext = Context<'store' | 'settings'>;

/** What actions may see of alerts, with their people and services; an alert that is as it was is looked at once. */
export function seeing(ctx: SeenContext): (alert: Alert) => Promise<ActionAlert> {
  const seen = new Map<string, Promise<ActionAlert>>();
  return (alert) => {
    const key = `${alert.id} ${alert.version}`;
    const known = seen.get(key) ?? seenOf(ctx, alert);
    seen.set(key, known);
    known.catch(() => seen.delete(key));
    return known;
  };
}

/** What actions may see of an alert, with its people and services as they are now. */
export async function seenOf(ctx: SeenContext, alert: Alert): Promise<ActionAlert> {
  const how = asTocsin(ctx);
  const [responders, links] = await Promise.all([ctx.store.alerts.responders(alert.id), linksOf(how, [alert])]);
  const first = assignedTo(alert, responders);
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
    responders: responders.map(fullName),
    ...(acceptedBy && { acceptedBy: acceptedBy.name }),
    ...(resolvedBy && { resolvedBy: resolvedBy.name }),
    services: links(alert).services.map(({ name }) => name ?? ''),
    links: addresses,
    ...(images && { images }),
    ...(labels && { labels }),
    ...(customDetails && { customDetails }),
    url: alertAddress(ctx.settings, id),
  };
}

const personOf = ({ email, firstName, lastName }: Responder): ActionPerson => ({ email, firstName, lastName });
