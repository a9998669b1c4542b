import type { IncidentTemplate } from '../../domain/incident/incident-template.ts';
import type { Context } from '../../ports/context.ts';
import { ownersFrom, ownersPresenter } from '../owners.ts';
import type { IncidentTemplateInput } from './inputs.ts';

/** The template that the input describes; of a current one id and owners that are not mentioned stay. */
export async function incidentTemplateFrom(
  ctx: Context<'store' | 'actor'>,
  { name, summary, status, message, sendNotification, teams }: IncidentTemplateInput,
  current?: IncidentTemplate,
): Promise<IncidentTemplate> {
  const now = ctx.clock.now();
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name,
    ...(summary !== null && summary !== undefined && { summary }),
    ...(status && { status }),
    ...(message !== null && message !== undefined && { message }),
    sendNotification: sendNotification ?? false,
    teams: await ownersFrom(ctx, teams, current?.teams),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

/** Incident templates on the wire. */
export async function presentIncidentTemplates(
  ctx: Context<'store' | 'actor'>,
  templates: readonly IncidentTemplate[],
): Promise<object[]> {
  const owners = await ownersPresenter(ctx, templates);
  return templates.map(({ id, name, summary, status, message, sendNotification, teams }) => ({
    id,
    name,
    summary,
    status,
    message,
    sendNotification,
    teams: owners(teams),
  }));
}
