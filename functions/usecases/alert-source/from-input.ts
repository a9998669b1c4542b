import type { AlertSource } from '../../domain/alert-source/alert-source.ts';
import { filterMembers, filterText } from '../../domain/alert-source/filters.ts';
import { supportHoursIdOf } from '../../domain/alert-source/support.ts';
import { mapTemplates, templateMembers } from '../../domain/alert-source/template-members.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { problemsOfMailRules } from '../../domain/mail/predicates.ts';
import type { Problem } from '../../domain/problem.ts';
import { validateSupportHours } from '../../domain/support-hours/validate.ts';
import type { Context } from '../../ports/context.ts';
import { conditionIn, namedIn } from '../condition/read.ts';
import { type NamedInInput, newlyNamed } from '../known.ts';
import { ownersFrom } from '../owners.ts';
import { refuseProblems } from '../problems.ts';
import { checkTemplate } from '../template/check.ts';
import { type AlertSourceInput, keptMembers } from './inputs.ts';
import { keyFrom } from './integration-key.ts';

/** One stored item must stay well below 400 KB. */
const maxKeptBytes = 200_000;

/**
 * The alert source that the input describes; of a current one id, key, owners that are not mentioned and history stay.
 * Throws InvalidInputError naming the first member that does not fit the others or names something unknown.
 */
export async function alertSourceFrom(
  ctx: Context<'store' | 'actor' | 'settings'>,
  input: AlertSourceInput,
  current?: AlertSource,
): Promise<AlertSource> {
  checkCombination(input, current);
  checkTemplates(input);
  const named = namedByFilters(input);
  const extras = keptFrom(input);
  checkSize({ extras, ...(input.metadata && { metadata: input.metadata }) });
  const now = ctx.clock.now();
  const policyId = input.escalationPolicy.id;
  const [integrationKey] = await Promise.all([
    keyFrom(ctx, input, current),
    checkReferences(ctx, input, named, current),
  ]);
  return {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name: input.name,
    integrationType: input.integrationType,
    policyId,
    integrationKey,
    alertCreation: groupingOf(input),
    alertPriorityRule: priorityRuleOf(input),
    ...(typeof input.severity === 'number' && { severity: input.severity }),
    active: input.active ?? true,
    teams: await ownersFrom(ctx, input.teams, current?.teams),
    extras,
    ...(named.length > 0 && { named: named.map(({ kind, id, field }) => ({ kind, id, field })) }),
    ...(input.metadata && { metadata: input.metadata }),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  };
}

async function checkReferences(
  ctx: Context<'store' | 'actor'>,
  input: Pick<AlertSourceInput, 'escalationPolicy' | 'supportHours'>,
  byFilters: readonly NamedInInput[],
  current: AlertSource | undefined,
): Promise<void> {
  const named = (id: number, hours: number | null | undefined): NamedInInput[] => [
    { kind: 'policy', id, field: 'escalationPolicy.id' },
    ...(hours ? [{ kind: 'support-hours' as const, id: hours, field: 'supportHours.id' }] : []),
  ];
  const before = current && [...named(current.policyId, supportHoursIdOf(current)), ...(current.named ?? [])];
  await newlyNamed(ctx, [...named(input.escalationPolicy.id, input.supportHours?.id), ...byFilters], before);
}

const priorityRuleOf = (input: AlertSourceInput) => input.alertPriorityRule ?? input.incidentPriorityRule ?? 'HIGH';

/** The grouping under its current name; the deprecated member used the former ones. */
const groupingOf = (input: AlertSourceInput): string =>
  input.alertCreation ?? input.incidentCreation?.replace('INCIDENT', 'ALERT') ?? 'ONE_ALERT_PER_EMAIL';

function checkCombination(input: AlertSourceInput, current: AlertSource | undefined): void {
  if (current !== undefined && input.integrationType !== current.integrationType)
    throw new InvalidInputError('integrationType', `cannot be changed from ${current.integrationType}`);
  const grouping = groupingOf(input);
  const needsWindow = grouping === 'ONE_ALERT_GROUPED_PER_WINDOW' || grouping === 'INTELLIGENT_GROUPING';
  if (needsWindow && !input.alertGroupingWindow)
    throw new InvalidInputError('alertGroupingWindow', `is required with alertCreation ${grouping}`);
  if (grouping === 'INTELLIGENT_GROUPING' && typeof input.scoreThreshold !== 'number')
    throw new InvalidInputError('scoreThreshold', `is required with alertCreation ${grouping}`);
  const rule = priorityRuleOf(input);
  if (rule.endsWith('_DURING_SUPPORT_HOURS') && !input.supportHours)
    throw new InvalidInputError('supportHours', `is required with alertPriorityRule ${rule}`);
  if (input.supportHours && !input.supportHours.id && !input.supportHours.supportDays)
    throw new InvalidInputError('supportHours', 'needs an id, or supportDays');
  refuseProblems([...ownHoursProblems(input), ...problemsOfMailRules(input)]);
}

/** Support hours written into the source itself (the legacy form); without a zone they are those of UTC. */
function ownHoursProblems({ supportHours }: AlertSourceInput): readonly Problem[] {
  if (!supportHours?.supportDays || supportHours.id) return [];
  const { timezone, supportDays } = supportHours;
  return validateSupportHours({ timezone: timezone || 'UTC', supportDays, exceptions: [] }).map(
    ({ field, message }) => ({ field: `supportHours.${field}`, message }),
  );
}

/** What the filters name. Throws InvalidInputError, with the place, for the first that cannot be read. */
const namedByFilters = (input: AlertSourceInput) =>
  filterMembers.flatMap((member) => {
    const text = filterText(input, member);
    return text === undefined ? [] : namedIn(member, conditionIn(member, text));
  });

/** Throws InvalidInputError, with the place, for the first template that cannot be read. */
function checkTemplates(input: AlertSourceInput): void {
  for (const member of templateMembers) mapTemplates(member, input[member], checkTemplate);
}

/** Throws InvalidInputError, naming the biggest member, when all settings together are too big to be kept. */
function checkSize({ extras, metadata }: Pick<AlertSource, 'extras' | 'metadata'>): void {
  const sizes = Object.entries({ ...extras, metadata })
    .map(([member, value]) => ({ member, bytes: Buffer.byteLength(JSON.stringify(value) ?? '') }))
    .sort((a, b) => b.bytes - a.bytes);
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  if (total > maxKeptBytes)
    throw new InvalidInputError(sizes[0]?.member ?? '', `makes the settings larger than ${maxKeptBytes} bytes`);
}

function keptFrom(input: AlertSourceInput): AlertSource['extras'] {
  const members = keptMembers.map((member) => [member, input[member]] as const);
  return Object.fromEntries(members.filter(([, value]) => value !== undefined && value !== null));
}
