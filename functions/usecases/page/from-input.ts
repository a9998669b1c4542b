import { can } from '../../domain/access/can.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import { kindProblems, pageProblems, structureProblems } from '../../domain/page/rules.ts';
import type { PageElement, StatusPage } from '../../domain/page/status-page.ts';
import type { Context } from '../../ports/context.ts';
import { newlyNamed } from '../known.ts';
import { ownersFrom } from '../owners.ts';
import { refuseProblems } from '../problems.ts';
import type { StatusPageInput } from './inputs.ts';

type PageContext = Context<'store' | 'settings' | 'actor'>;

/** The page that the input describes; of a current one id, activation, groups, followers and owners that are not mentioned stay. */
export async function statusPageFrom(
  ctx: PageContext,
  input: StatusPageInput,
  current?: StatusPage,
): Promise<StatusPage> {
  const now = ctx.clock.now();
  const idsOf = (sent: StatusPageInput['services']) => (sent ?? []).map(({ id }) => id);
  const appearance = input.appearance || input.themeMode?.toUpperCase();
  const elements = elementsFrom(input);
  const described = {
    id: current?.id ?? ctx.ids.next(),
    version: current?.version ?? 0,
    name: input.name,
    subdomain: input.subdomain,
    visibility: input.visibility,
    ...(current?.activatedAt !== undefined && { activatedAt: current.activatedAt }),
    audienceSpecific: input.audienceSpecific ?? false,
    accountWideView: input.accountWideView ?? false,
    ipWhitelist: input.ipWhitelist ?? [],
    emailWhitelist: input.emailWhitelist ?? [],
    hiddenFromSearch: input.hiddenFromSearch ?? false,
    showSubscribeAction: input.showSubscribeAction ?? false,
    showIncidentHistoryOption: input.showIncidentHistoryOption ?? false,
    pageLayout: input.pageLayout || ('SINGLE_COLUMN' as const),
    ...((appearance === 'LIGHT' || appearance === 'DARK') && { appearance }),
    ...said(input),
    services: idsOf(input.services),
    metrics: idsOf(input.metrics),
    ...(elements.length > 0 && { elements }),
    createdAt: current?.createdAt ?? now,
    updatedAt: now,
  } satisfies Omit<StatusPage, 'groups' | 'teams' | 'subscribers'>;
  const { publicUrl, consoleUrl, pagesDomain } = ctx.settings;
  refuseProblems(
    pageProblems(described, {
      own: [publicUrl, consoleUrl].map((url) => new URL(url).hostname),
      pages: pagesDomain,
    }),
  );
  const groups = current?.groups ?? [];
  refuseProblems(structureProblems({ ...described, groups }));
  if (current !== undefined) refuseProblems(kindProblems(described, current));
  await refuseUnsafeCss(input.customCss);
  await refuseUnknown(ctx, described, current);
  const teams = await ownersFrom(ctx, input.teams, current?.teams);
  return { ...described, groups, teams, subscribers: current?.subscribers ?? [] };
}

const texts = [
  'domain',
  'timezone',
  'pageTitle',
  'pageDescription',
  'customCss',
  'faviconUrl',
  'logoUrl',
  'logoRedirectUrl',
  'announcement',
  'announcementOnPage',
  'announcementInWidget',
] as const;

/** What was sent of what has no value of its own: it reads back as it was sent. */
const said = (input: StatusPageInput): Pick<StatusPage, (typeof texts)[number]> =>
  Object.fromEntries(texts.flatMap((name) => (isSaid(input[name]) ? [[name, input[name]]] : [])));

const isSaid = (value: unknown): boolean => value !== null && value !== undefined;

const elementsFrom = ({ structure }: StatusPageInput): PageElement[] =>
  (structure?.elements ?? []).map(({ id, type, options, children }) => ({
    id,
    type,
    options: options ?? [],
    ...(children && { children: children.map((child) => ({ ...child, options: child.options ?? [] })) }),
  }));

async function refuseUnsafeCss(css: string | null | undefined): Promise<void> {
  if (!css) return;
  const { unsafeCss } = await import('../../render/page/custom-css.ts');
  const problem = unsafeCss(css);
  if (problem !== undefined) throw new InvalidInputError('customCss', problem);
}

/** Throws InvalidInputError, in the same words, for what is not there and for what the actor may not know of. */
async function refuseUnknown(
  ctx: PageContext,
  page: Pick<StatusPage, 'services' | 'metrics'>,
  current: StatusPage | undefined,
): Promise<void> {
  const added = page.services.filter((id) => current?.services.includes(id) !== true);
  const found = await ctx.store.services.getMany(added);
  const known = new Set(found.filter((one) => can(ctx.actor, 'service:read', one)).map(({ id }) => id));
  const unknown = page.services.findIndex((id) => added.includes(id) && !known.has(id));
  if (unknown >= 0)
    throw new InvalidInputError(`services[${unknown}].id`, `there is no service ${page.services[unknown]}`);
  await newlyNamed(
    ctx,
    page.metrics.map((id, index) => ({ kind: 'metric', id, field: `metrics[${index}].id` })),
    (current?.metrics ?? []).map((id) => ({ kind: 'metric', id })),
  );
}
