import { dayAndTime } from '../../../time/format.ts';
import type { Language } from '../../../words/language.tsx';

/** A member that is not what it was. */
export interface Difference {
  /** `params.url`; of lists the whole list. */
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nothing, said in one of many ways. */
const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Whether something is named by its id: what else is said of it is not its own. */
const isReference = (value: unknown): value is Members & { readonly id: unknown } =>
  isMembers(value) && 'id' in value && Object.keys(value).every((key) => referenceMembers.includes(key));

const referenceMembers = ['id', 'name', 'firstName', 'lastName', 'email', 'type', 'integrationType', 'kind'];

/** Whether two values mean the same: members may stand in any order, and references are compared by what they refer to. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isNothing(one) && isNothing(other)) return true;
  if (isReference(one) && isReference(other)) return one.id === other.id;
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((value, at) => isSame(value, other[at]));
  if (isMembers(one) && isMembers(other))
    return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((key) => isSame(one[key], other[key]));
  return one === other;
}

/** What is another in `after` than in `before`, member by member. */
export function differences(before: Members = {}, after: Members = {}, path = ''): readonly Difference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [was, is] = [before[key], after[key]];
    if (isSame(was, is)) return [];
    const at = path === '' ? key : `${path}.${key}`;
    const isPlain = (value: unknown) => isMembers(value) && !isReference(value);
    if ((isPlain(was) || isNothing(was)) && (isPlain(is) || isNothing(is)))
      return differences((was ?? {}) as Members, (is ?? {}) as Members, at);
    return [{ path: at, before: was, after: is }];
  });
}

export interface Reading {
  readonly language: Language;
  readonly yes: string;
  readonly no: string;
  readonly nothing: string;
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A value as people read it: what is referred to by its name, times in the viewer's zone. */
export function readable(value: unknown, reading: Reading): string {
  if (isNothing(value)) return reading.nothing;
  if (typeof value === 'boolean') return value ? reading.yes : reading.no;
  if (typeof value === 'string') return instant.test(value) ? dayAndTime(value, reading) : value;
  if (Array.isArray(value)) return value.map((one) => readable(one, reading)).join(', ');
  if (!isMembers(value)) return String(value);
  const name = value.name ?? [value.firstName, value.lastName].filter(Boolean).join(' ');
  if (isReference(value)) return name ? String(name) : `#${value.id}`;
  return Object.entries(value)
    .filter(([, member]) => !isNothing(member))
    .map(([key, member]) => `${key}: ${readable(member, reading)}`)
    .join('; ');
}
