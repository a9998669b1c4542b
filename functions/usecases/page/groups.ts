import { InvalidInputError, NotFoundError } from '../../domain/errors.ts';
import type { PageElement, PageGroup, StatusPage } from '../../domain/page/status-page.ts';
import type { Context } from '../../ports/context.ts';
import type { PageGroupInput } from './inputs.ts';

/** They stand in their page. */
const mostGroups = 100;

/** A group of the page. Throws NotFoundError when it has none of that id. */
export function groupOf({ groups }: StatusPage, id: number): PageGroup {
  const group = groups.find((one) => one.id === id);
  if (group === undefined) throw new NotFoundError('group', id);
  return group;
}

/** The oldest group with exactly this name. Throws NotFoundError when there is none. */
export function groupNamed({ groups }: StatusPage, name: string): PageGroup {
  const group = groups.find((one) => one.name === name);
  if (group === undefined) throw new NotFoundError('group', name);
  return group;
}

/** The page with one group more, which is the last. */
export function withGroup({ ids, clock }: Context, page: StatusPage, { name }: PageGroupInput): StatusPage {
  if (page.groups.length >= mostGroups)
    throw new InvalidInputError('', `a status page has at most ${mostGroups} groups`);
  const now = clock.now();
  return {
    ...page,
    groups: [...page.groups, { id: ids.next(), name, createdAt: now, updatedAt: now }],
    updatedAt: now,
  };
}

/** The page with another name for one of its groups. */
export function withRenamedGroup(
  { clock }: Context,
  page: StatusPage,
  id: number,
  { name }: PageGroupInput,
): StatusPage {
  groupOf(page, id);
  const now = clock.now();
  const groups = page.groups.map((group) => (group.id === id ? { ...group, name, updatedAt: now } : group));
  return { ...page, groups, updatedAt: now };
}

/** The page without a group; what stood in it stands in its place. */
export function withoutGroup({ clock }: Context, page: StatusPage, id: number): StatusPage {
  groupOf(page, id);
  const { elements: before, ...rest } = page;
  const elements = before?.flatMap((element): PageElement[] =>
    element.type === 'GROUP' && element.id === id ? [...(element.children ?? [])] : [element],
  );
  return {
    ...rest,
    ...(elements !== undefined && elements.length > 0 && { elements }),
    groups: page.groups.filter((group) => group.id !== id),
    updatedAt: clock.now(),
  };
}
