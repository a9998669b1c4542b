import type { IncidentStatus } from '../../domain/incident/incident.ts';
import type { Instant } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { Page } from '../../ports/page.ts';
import { type SeenIncident, seenIncidents } from './view.ts';

export interface IncidentQuestion {
  readonly states: readonly IncidentStatus[];
  readonly services: readonly number[];
  /** Created within [from, until). */
  readonly from?: Instant | undefined;
  readonly until?: Instant | undefined;
}

const readAtOnce = 50;

/** Incidents that fit and that the actor may see, newest first. A page is full as long as there are more. */
export async function listIncidents(
  ctx: Context<'store' | 'actor'>,
  { states, services, from, until }: IncidentQuestion,
  { offset, limit }: Page,
  isAlsoKept: (found: SeenIncident) => boolean = () => true,
): Promise<SeenIncident[]> {
  const isOpen = states.length > 0 && !states.includes('RESOLVED');
  const kept: SeenIncident[] = [];
  for (let start = 0; kept.length < offset + limit; start += readAtOnce) {
    const part = await ctx.store.incidents.list({ isOpen, from, until }, { offset: start, limit: readAtOnce });
    const fitting = part.filter(
      ({ status, affected }) =>
        (states.length === 0 || states.includes(status)) &&
        (services.length === 0 || affected.some(({ serviceId }) => services.includes(serviceId))),
    );
    const isAbout = ({ seen }: SeenIncident) => services.length === 0 || seen.some(({ id }) => services.includes(id));
    kept.push(...(await seenIncidents(ctx, fitting)).filter((one) => isAbout(one) && isAlsoKept(one)));
    if (part.length < readAtOnce) break;
  }
  return kept.slice(offset, offset + limit);
}
