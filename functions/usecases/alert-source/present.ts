import { can } from '../../domain/access/can.ts';
import type { AlertSource, AlertSourceStatus } from '../../domain/alert-source/alert-source.ts';
import { isMailType, isTextType } from '../../domain/alert-source/inbound-address.ts';
import { mapTemplates } from '../../domain/alert-source/template-members.ts';
import { warningText } from '../../domain/alert-source/warnings.ts';
import type { TemplateForms } from '../../domain/template/forms.ts';
import { slugOfType } from '../../integrations/catalogue.ts';
import type { Context } from '../../ports/context.ts';
import { namesOf } from '../known.ts';
import { ownersPresenter } from '../owners.ts';
import { presentTemplate } from '../template/present.ts';
import type { KeptMember } from './inputs.ts';
import { presentedKey } from './integration-key.ts';

/** Members that answer a read only when they are asked for; a write answers with all it was sent. */
const optIn: ReadonlySet<string> = new Set<KeptMember>([
  'summaryTemplate',
  'detailsTemplate',
  'routingTemplate',
  'alertKeyTemplate',
  'linkTemplates',
  'priorityTemplate',
  'severityTemplate',
  'servicesTemplate',
  'eventFilter',
  'eventTypeFilterCreate',
  'eventTypeFilterAccept',
  'eventTypeFilterResolve',
]);

/** Secrets are read back by those who may write them. */
const secret: ReadonlySet<string> = new Set<KeptMember>(['autotaskMetadata']);

/** Alert sources on the wire; keys and secrets only for those who may change the source. */
export async function presentAlertSources(
  ctx: Context<'store' | 'settings' | 'actor'>,
  sources: readonly AlertSource[],
  how: { readonly include: ReadonlySet<string>; readonly written: boolean; readonly single: boolean },
): Promise<object[]> {
  const { include, written, single } = how;
  const showTemplate = (forms: TemplateForms) => presentTemplate(forms, include.has('textTemplate'));
  const [policy, statuses, presentOwners, warnings] = await Promise.all([
    namesOf(
      ctx,
      'policy',
      sources.map(({ policyId }) => policyId),
    ),
    statusesOf(ctx, sources),
    ownersPresenter(ctx, sources),
    Promise.all(sources.map((source) => (single && !written ? warningsOf(ctx, source) : undefined))),
  ]);
  return sources.map((source, index) => {
    const isEditor = can(ctx.actor, 'source:write', source);
    const isShown = (member: string) =>
      (written || !optIn.has(member) || include.has(member)) && (isEditor || !secret.has(member));
    return {
      id: source.id,
      name: source.name,
      integrationType: source.integrationType,
      escalationPolicy: policy(source.policyId),
      integrationKey: isEditor ? presentedKey(source, ctx.settings.replyDomain) : null,
      integrationUrl: isEditor ? integrationUrl(ctx, source) : null,
      alertCreation: source.alertCreation,
      alertPriorityRule: source.alertPriorityRule,
      severity: source.severity,
      active: source.active,
      status: statuses[index],
      teams: presentOwners(source.teams),
      ...Object.fromEntries(
        Object.entries(source.extras)
          .filter(([member]) => isShown(member))
          .map(([member, value]) => [member, mapTemplates(member, value, showTemplate)]),
      ),
      metadata: isEditor ? source.metadata : undefined,
      warnings: warnings[index],
      createdAt: source.createdAt,
      updatedAt: source.updatedAt,
    };
  });
}

/** Where its events go: an address on the web, or of e-mail, or a number. */
const integrationUrl = ({ settings }: Context<'settings'>, source: AlertSource): string =>
  isMailType(source.integrationType) || isTextType(source.integrationType)
    ? presentedKey(source, settings.replyDomain)
    : eventsUrl(settings.publicUrl, source);

const eventsUrl = (publicUrl: string, { integrationType, integrationKey }: AlertSource): string =>
  `${publicUrl}/api/v1/events/${slugOfType(integrationType)}/${encodeURIComponent(integrationKey)}`;

/** What its events show to be wrong with how it is set up; undefined when nothing is. */
async function warningsOf(ctx: Context<'store'>, { id, integrationType }: AlertSource): Promise<object[] | undefined> {
  const warnings = await ctx.store.sourceWarnings.ofSource(id);
  if (warnings.length === 0) return undefined;
  return warnings.map(({ kind, subject, ...seen }) => ({
    type: kind,
    message: warningText({ kind, ...(subject !== undefined && { subject }) }, integrationType),
    ...seen,
  }));
}

/** Disabled before planned work before the state of its alerts. */
async function statusesOf(ctx: Context<'store'>, sources: readonly AlertSource[]): Promise<AlertSourceStatus[]> {
  const now = ctx.clock.now();
  const planned = await ctx.store.maintenance.ofSources(sources.map(({ id }) => id));
  const isInMaintenance = ({ id }: AlertSource) =>
    planned.get(id)?.some(({ start, end }) => start <= now && now < end) === true;
  return Promise.all(
    sources.map(async (source) => {
      if (!source.active) return 'DISABLED';
      return isInMaintenance(source) ? 'IN_MAINTENANCE' : ctx.store.alerts.sourceStatus(source.id);
    }),
  );
}
