import { isDeepStrictEqual } from 'node:util';
import { EscalationPolicy } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import { Override, Schedule } from '../../functions/domain/schedule/schedule.ts';
import { Team } from '../../functions/domain/team/team.ts';
import type { Instant } from '../../functions/domain/time.ts';
import { User } from '../../functions/domain/user/user.ts';
import type { Item } from '../../functions/store/table.ts';
import type { Written } from './record.ts';

/** The configuration as somebody may have seen it. */
export interface View {
  user(id: number): User | undefined;
  policy(id: number): EscalationPolicy | undefined;
  team(id: number): Team | undefined;
  schedule(id: number): Schedule | undefined;
  overrides(scheduleId: number): Override[];
  /** The policy that a source's alerts escalate along. */
  policyOfSource(id: number): number | undefined;
}

const types = ['USER', 'POLICY', 'TEAM', 'SCHEDULE', 'OVERRIDE', 'SOURCE'];

interface Version {
  readonly from: Instant;
  readonly item: Item | undefined;
}

/** More edits than these within one step are not told apart. */
const mostViews = 512;

/** What a view shows of an item: what is written again without saying anything else is the same. */
function seenOf(item: Item | undefined): unknown {
  if (item === undefined) return undefined;
  if (item.type === 'SOURCE') return { policyId: item.policyId };
  const { version: _version, updatedAt: _at, writer: _writer, ...said } = item;
  return said;
}

/** What the configuration was at any time of a run. */
export class History {
  readonly #versions = new Map<string, Version[]>();
  readonly #startedAt: Instant;

  constructor(writes: readonly Written[]) {
    this.#startedAt = writes[0]?.at ?? ('' as Instant);
    for (const { key, old, new: item, at } of writes) {
      const type = String((item ?? old)?.type);
      if (!types.includes(type)) continue;
      const name = type === 'OVERRIDE' ? `OVERRIDE ${key.PK} ${key.SK}` : `${type} ${(item ?? old)?.id}`;
      const versions = this.#versions.get(name) ?? [];
      this.#versions.set(name, versions);
      const before = versions.at(-1);
      if (before === undefined || !isDeepStrictEqual(seenOf(before.item), seenOf(item)))
        versions.push({ from: at, item });
    }
  }

  /** Whether something was not there at some time from `from` to `to`, however much else was edited then. */
  wasGone(type: string, id: number, from: Instant, to: Instant): boolean {
    const versions = this.#versions.get(`${type} ${id}`) ?? [];
    return (
      versions.length === 0 ||
      versions.some((version, index) => {
        const next = versions[index + 1];
        return version.item === undefined && version.from <= to && (next === undefined || next.from > from);
      })
    );
  }

  /**
   * Every configuration that somebody may have seen who read its parts one after the other from `from` to `to`: of what
   * was edited meanwhile, each version, in every combination.
   */
  views(from: Instant, to: Instant): View[] {
    let choices: ReadonlyMap<string, Item | undefined>[] = [new Map()];
    for (const [name, versions] of this.#versions) {
      const seen = versions.filter((version, index) => {
        const next = versions[index + 1];
        return version.from <= to && (next === undefined || next.from > from);
      });
      if (seen.length === 0) continue;
      // Made meanwhile: somebody may have looked before. What was there from the start nobody can have missed.
      const [first] = seen;
      if (first !== undefined && first === versions[0] && first.from > from && first.from > this.#startedAt)
        seen.unshift({ from, item: undefined });
      if (seen.length === 1 && choices.length === 1) choices[0] = new Map(choices[0]).set(name, seen[0]?.item);
      else
        choices = choices
          .flatMap((choice) => seen.map(({ item }) => new Map(choice).set(name, item)))
          .slice(0, mostViews);
    }
    return choices.map(viewOf);
  }
}

/** Items as what they are, each read once: many views have the same. */
const read = new WeakMap<Item, unknown>();

const viewOf = (items: ReadonlyMap<string, Item | undefined>): View => {
  const one = <T>(type: string, schema: { parse(item: unknown): T }) => {
    return (id: number): T | undefined => {
      const item = items.get(`${type} ${id}`);
      if (item === undefined) return undefined;
      if (!read.has(item)) read.set(item, schema.parse({ ...item, type: item.ownType }));
      return read.get(item) as T;
    };
  };
  return {
    user: one('USER', User),
    policy: one('POLICY', EscalationPolicy),
    team: one('TEAM', Team),
    schedule: one('SCHEDULE', Schedule),
    policyOfSource: (id) => items.get(`SOURCE ${id}`)?.policyId as number | undefined,
    overrides: (scheduleId) =>
      [...items.values()]
        .filter((item) => item?.type === 'OVERRIDE')
        .map((item) => Override.parse(item))
        .filter((override) => override.scheduleId === scheduleId),
  };
};
