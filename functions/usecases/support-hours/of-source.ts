import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import {
  dependsOnSupportHours,
  type Hours,
  inlineSupportHours,
  supportHoursIdOf,
} from '../../domain/alert-source/support.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';

/** The support hours of a source: those it refers to, with one read, or its own. */
export async function supportHoursOf(ctx: Context<'store'>, source: AlertSource): Promise<Hours | undefined> {
  const id = supportHoursIdOf(source);
  return id === undefined ? inlineSupportHours(source) : ctx.store.supportHours.get(id);
}

/**
 * Whether the source is in its support hours at that time; undefined when its rule does not ask, or they cannot be
 * known: an alert is too urgent then rather than not urgent enough.
 */
export async function isInSupportHours(
  ctx: Context<'store'>,
  source: AlertSource,
  at: Instant,
): Promise<boolean | undefined> {
  if (!dependsOnSupportHours(source)) return undefined;
  try {
    const hours = await supportHoursOf(ctx, source);
    if (hours === undefined) return undefined;
    // Loaded by the first source that asks: it brings the time zones.
    const { inSupportHours } = await import('../../domain/support-hours/in-support-hours.ts');
    return inSupportHours(hours, at);
  } catch (error) {
    ctx.log.error('support hours cannot be told', { sourceId: source.id, error });
    return undefined;
  }
}
