import type { Api } from '../../../client/api.ts';

type Page = Api<'StatusPage'>;
type Structure = NonNullable<Page['structure']>;
export type Option = 'expand' | 'no-graph';

export interface Named {
  readonly id: number;
  readonly name?: string | undefined;
}

export interface ServiceLine {
  readonly kind: 'service';
  readonly service: Named;
  readonly options: readonly Option[];
}

export interface GroupLine {
  readonly kind: 'group';
  /** Below zero as long as the group is not saved. */
  readonly id: number;
  readonly name: string;
  readonly options: readonly Option[];
  readonly services: readonly ServiceLine[];
}

export type Line = ServiceLine | GroupLine;

/** What a page shows, in its order: services, and groups of them. */
export type Outline = readonly Line[];

export const keyOf = (line: Line): string =>
  line.kind === 'group' ? `group ${line.id}` : `service ${line.service.id}`;

/** The outline of a page: as it is arranged, and after that what nobody has arranged. */
export function outlineOf({ structure, services, groups }: Pick<Page, 'structure' | 'services' | 'groups'>): Outline {
  const named = new Map(services.map((service) => [service.id, service]));
  const groupNames = new Map((groups ?? []).map(({ id, name }) => [id, name]));
  const service = (id: number, options: readonly Option[]): ServiceLine => ({
    kind: 'service',
    service: { id, name: named.get(id)?.name },
    options,
  });
  const arranged = (structure?.elements ?? []).map((element): Line => {
    if (element.type === 'SERVICE') return service(element.id, element.options);
    return {
      kind: 'group',
      id: element.id,
      name: groupNames.get(element.id) ?? `#${element.id}`,
      options: element.options,
      services: (element.children ?? []).map((child) => service(child.id, child.options)),
    };
  });
  const known = new Set(arranged.map(keyOf));
  const shown = new Set(servicesOf(arranged).map(({ id }) => id));
  return [
    ...arranged,
    ...[...groupNames]
      .filter(([id]) => !known.has(`group ${id}`))
      .map(([id, name]): GroupLine => ({ kind: 'group', id, name, options: [], services: [] })),
    ...services.filter(({ id }) => !shown.has(id)).map(({ id }) => service(id, [])),
  ];
}

/** All services of an outline, in its order. */
export const servicesOf = (outline: Outline): readonly Named[] =>
  outline.flatMap((line) => (line.kind === 'group' ? line.services.map(({ service }) => service) : [line.service]));

export const groupsOf = (outline: Outline): readonly GroupLine[] => outline.filter((line) => line.kind === 'group');

/** The outline with one service more, at its end; one that is there stays where it is. */
export const withService = (outline: Outline, service: Named): Outline =>
  servicesOf(outline).some(({ id }) => id === service.id)
    ? outline
    : [...outline, { kind: 'service', service, options: [] }];

/** The outline with an empty group more, at its beginning. */
export const withGroup = (outline: Outline, name: string): Outline => {
  const id = Math.min(0, ...groupsOf(outline).map((group) => group.id)) - 1;
  return [{ kind: 'group', id, name, options: [], services: [] }, ...outline];
};

const eachService = (outline: Outline, change: (line: ServiceLine) => readonly ServiceLine[]): Outline =>
  outline.flatMap((line): Line[] =>
    line.kind === 'service' ? [...change(line)] : [{ ...line, services: line.services.flatMap(change) }],
  );

export const withoutService = (outline: Outline, id: number): Outline =>
  eachService(outline, (line) => (line.service.id === id ? [] : [line]));

/** The outline without a group; what stood in it stands in its place. */
export const withoutGroup = (outline: Outline, id: number): Outline =>
  outline.flatMap((line): Line[] => (line.kind === 'group' && line.id === id ? [...line.services] : [line]));

/** The outline with another group of the same id: another name, other options, another order. */
export const withChangedGroup = (
  outline: Outline,
  id: number,
  change: Partial<Omit<GroupLine, 'kind' | 'id'>>,
): Outline => outline.map((line) => (line.kind === 'group' && line.id === id ? { ...line, ...change } : line));

/** The outline with one service in another group, at its end; without a group it follows the one that it leaves. */
export function withServiceIn(outline: Outline, serviceId: number, groupId: number | undefined): Outline {
  const place = outline.findIndex((line) => servicesOf([line]).some(({ id }) => id === serviceId));
  const line = outline
    .flatMap((one) => (one.kind === 'group' ? one.services : [one]))
    .find((one) => one.service.id === serviceId);
  const from = outline[place];
  if (line === undefined || from === undefined) return outline;
  if ((from.kind === 'group' ? from.id : undefined) === groupId) return outline;
  if (groupId === undefined) {
    const rest = withoutService(outline, serviceId);
    return [...rest.slice(0, place + 1), line, ...rest.slice(place + 1)];
  }
  return withoutService(outline, serviceId).map((one) =>
    one.kind === 'group' && one.id === groupId ? { ...one, services: [...one.services, line] } : one,
  );
}

/** An option that is there is taken away, one that is not is added. */
export const toggled = (options: readonly Option[], option: Option): readonly Option[] =>
  options.includes(option) ? options.filter((one) => one !== option) : [...options, option];

export const withServiceOption = (outline: Outline, id: number, option: Option): Outline =>
  eachService(outline, (line) => [line.service.id === id ? { ...line, options: toggled(line.options, option) } : line]);

const child = ({ service, options }: ServiceLine) => ({
  id: service.id,
  type: 'SERVICE' as const,
  options: [...options],
});

/** The structure as the API takes it. Groups that are not saved yet get their ids from `saved`; without one their services stand alone. */
export const structureOf = (outline: Outline, saved: ReadonlyMap<number, number> = new Map()): Structure => ({
  elements: outline.flatMap((line): Structure['elements'] => {
    if (line.kind === 'service') return [child(line)];
    const id = line.id > 0 ? line.id : saved.get(line.id);
    if (id === undefined) return line.services.map(child);
    return [{ id, type: 'GROUP', options: [...line.options], children: line.services.map(child) }];
  }),
});

export interface GroupChanges {
  readonly added: readonly GroupLine[];
  readonly renamed: readonly GroupLine[];
  readonly removed: readonly number[];
}

/** What has to be done to the groups that a page has, for an outline. */
export function groupChanges(before: readonly Named[], outline: Outline): GroupChanges {
  const groups = groupsOf(outline);
  return {
    added: groups.filter(({ id }) => id < 0),
    renamed: groups.filter(({ id, name }) => before.some((one) => one.id === id && one.name !== name)),
    removed: before.filter(({ id }) => !groups.some((group) => group.id === id)).map(({ id }) => id),
  };
}
