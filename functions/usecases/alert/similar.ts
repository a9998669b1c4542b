import { can, mayName } from '../../domain/access/can.ts';
import type { Alert } from '../../domain/alert/alert.ts';
import { alertKeyOf } from '../../domain/event/alert-key.ts';
import { likenessTo, signatureOf } from '../../domain/event/grouping/similarity.ts';
import { minus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import { readAlert } from './read.ts';

/** So far back is looked, and at so many of the newest alerts of the source. */
const lookedAt = { days: 28, alerts: 100 };
const mostShown = 10;
/** What has less in common is something else. */
const leastAlike = 0.5;

/**
 * Alerts of the same source in the last weeks that are about the same, the likeliest first: those with its key, and those whose
 * words are alike as grouping compares them.
 */
export async function similarAlerts(ctx: Context<'store' | 'actor'>, alertId: number): Promise<object[]> {
  const alert = await readAlert(ctx, alertId);
  const from = minus(ctx.clock.now(), { days: lookedAt.days });
  const page = { offset: 0, limit: lookedAt.alerts };
  const others = await ctx.store.alerts.list({ sources: [alert.source.id], from }, page);
  const key = keyOf(alert);
  const likeness = likenessTo(alert);
  return others
    .filter((other) => other.id !== alert.id && can(ctx.actor, 'alert:read', other))
    .map((other) => ({ other, isSameKey: key !== undefined && keyOf(other) === key, ...likeness(signatureOf(other)) }))
    .filter(({ score, isSameKey }) => isSameKey || score >= leastAlike)
    .sort((a, b) => Number(b.isSameKey) - Number(a.isSameKey) || b.score - a.score)
    .slice(0, mostShown)
    .map(({ other, isSameKey, score, words }) => ({
      alert: briefly(ctx, other),
      isSameKey,
      percent: Math.floor(score * 100 + 1e-9),
      words,
    }));
}

const keyOf = ({ alertKey }: Alert): string | undefined => alertKeyOf({ alertKey });

function briefly(
  { actor }: Context<'actor'>,
  { id, summary, reportTime, status, priority, resolvedAt, resolvedBy }: Alert,
) {
  const mayTell = resolvedBy !== undefined && (resolvedBy.id === undefined || mayName(actor, resolvedBy.id));
  return {
    id,
    summary,
    reportTime,
    status,
    priority,
    resolvedOn: resolvedAt,
    ...(mayTell && { resolvedBy: resolvedBy.name }),
  };
}
