import type { Alert } from '../../domain/alert/alert.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Incident } from '../../domain/incident/incident.ts';
import type { IncidentSaid } from '../../domain/incident/write.ts';
import type { Service } from '../../domain/service/service.ts';
import { worst } from '../../domain/service/status.ts';
import type { Context } from '../../ports/context.ts';
import { mayWithAlert } from '../alert/read.ts';
import { entries } from '../alert/timeline.ts';
import { theNamed } from '../known.ts';
import { retryOnConflict } from '../retry.ts';
import type { IncidentInput } from './inputs.ts';
import { wordsFrom } from './words.ts';

type OriginContext = Context<'store' | 'actor'>;

/** What a new incident says, and what it comes from. */
export interface Origin {
  readonly said: Omit<IncidentSaid, 'affected'>;
  readonly origin: Partial<Pick<Incident, 'templateId' | 'alerts'>>;
  readonly alert?: Alert;
}

/**
 * What a new incident says: as it was sent, and what was left out as the template has it, whose variables tell of the services and
 * the alert. Throws InvalidInputError for what is not there, and for what nobody says.
 */
export async function originOf(
  ctx: OriginContext,
  input: IncidentInput,
  services: readonly Service[],
): Promise<Origin> {
  const alert = input.alertId ? await alertOf(ctx, input.alertId) : undefined;
  const template = input.templateId
    ? await theNamed(ctx, 'incident-template', { id: input.templateId, field: 'templateId' })
    : undefined;
  const status = worst(input.affectedServices.map(({ impact }) => impact));
  const words = template && (await wordsFrom(ctx, template, { services, status, alert }));
  const summary = input.summary || words?.summary;
  const said = input.status || template?.status || (template && 'INVESTIGATING');
  const message = input.message ?? words?.message;
  if (!summary) throw new InvalidInputError('summary', 'is required without a template');
  if (!said) throw new InvalidInputError('status', 'is required without a template');
  return {
    said: {
      summary,
      status: said,
      ...(message !== undefined && { message }),
      sendNotification: input.sendNotification ?? template?.sendNotification ?? false,
    },
    origin: { ...(template && { templateId: template.id }), ...(alert && { alerts: [alert.id] }) },
    ...(alert && { alert }),
  };
}

async function alertOf(ctx: OriginContext, id: number): Promise<Alert> {
  const alert = await ctx.store.alerts.get(id);
  if (alert === undefined || !(await mayWithAlert(ctx, 'alert:read', alert)))
    throw new InvalidInputError('alertId', `there is no alert ${id}`);
  return alert;
}

/** Notes at an alert that an incident was opened because of it. The incident is there all the same when that fails. */
export async function linkAlert(ctx: OriginContext, alertId: number, { id, summary }: Incident): Promise<void> {
  try {
    await retryOnConflict(async () => {
      const alert = await ctx.store.alerts.get(alertId);
      if (alert === undefined || alert.linkedIncidentId === id) return;
      const log = entries(ctx, alertId, [{ type: 'InComLinkedLogEntry', vars: { incident: id, summary } }]);
      await ctx.store.alerts.save({ ...alert, linkedIncidentId: id }, { log });
    });
  } catch (error) {
    ctx.log.warn('the alert does not say which incident it is linked to', { alertId, incidentId: id, error });
  }
}
