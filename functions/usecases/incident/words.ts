import type { Alert } from '../../domain/alert/alert.ts';
import type { IncidentTemplate } from '../../domain/incident/incident-template.ts';
import {
  fillTemplate,
  type TemplateVariables,
  type templateVariables,
} from '../../domain/incident/template-variables.ts';
import { type Service, statusNow } from '../../domain/service/service.ts';
import type { ServiceStatus } from '../../domain/service/status.ts';
import type { Context } from '../../ports/context.ts';
import { oneLine } from '../../render/plain.ts';
import { plannedNow } from '../service/past.ts';

const longestSummary = 500;
const longestMessage = 20_000;

export interface Occasion {
  readonly services: readonly Service[];
  /** What the services are in from then on. */
  readonly status?: ServiceStatus | undefined;
  readonly alert?: Alert | undefined;
}

/**
 * What a template says of an incident on some occasion: what its variables stand for is filled in, within what an incident has
 * room for. Without a summary of its own it is called as the template is: an alert's text is for those inside.
 */
export async function wordsFrom(
  ctx: Context<'store'>,
  template: IncidentTemplate,
  occasion: Occasion,
): Promise<{ readonly summary: string; readonly message?: string }> {
  const written = [template.summary, template.message].join('\n');
  const variables = await variablesOf(ctx, occasion, (name) => written.includes(name));
  const summary = oneLine(fillTemplate(template.summary ?? '', variables), longestSummary);
  const message = fillTemplate(template.message ?? '', variables)
    .slice(0, longestMessage)
    .toWellFormed();
  return { summary: summary || oneLine(template.name, longestSummary), ...(message !== '' && { message }) };
}

type Variable = (typeof templateVariables)[number];

const joined = (values: readonly (string | number | undefined)[]): string => values.filter(Boolean).join(', ');

async function variablesOf(
  ctx: Context<'store'>,
  { services, status, alert }: Occasion,
  isUsed: (name: Variable) => boolean,
): Promise<TemplateVariables> {
  const [planned, teams] = await Promise.all([
    isUsed('serviceStatusOld')
      ? plannedNow(
          ctx,
          services.map(({ id }) => id),
        )
      : new Map(),
    isUsed('teamNames') ? ctx.store.teams.getMany([...new Set(services.flatMap((one) => one.teams))]) : [],
  ]);
  const now = ctx.clock.now();
  const before = services.map((service) => statusNow(service, planned.get(service.id) ?? [], now));
  return {
    serviceId: joined(services.map(({ id }) => id)),
    serviceName: joined(services.map(({ name }) => name)),
    serviceDescription: joined(services.map(({ description }) => description)),
    serviceStatus: status,
    serviceStatusOld: joined([...new Set(before)]),
    teamNames: joined(teams.map(({ name }) => name)),
    ...(alert && aboutAlert(alert)),
  };
}

const aboutAlert = ({ id, details, summary, status, priority, source, policy }: Alert): TemplateVariables => ({
  alertId: id,
  alertDetails: details,
  alertSummary: summary,
  alertStatus: status,
  alertPriority: priority,
  alertSourceId: source.id,
  alertSourceName: source.name,
  ...(policy && { escalationPolicyId: policy.id, escalationPolicyName: policy.name }),
});
