import { type Instant, minus } from '../../functions/domain/time.ts';
import type { Item } from '../../functions/store/table.ts';
import type { CallerSeen, RunRecord } from './record.ts';

/** Promised: what was taken away is believed no longer. */
const believed = { seconds: 60 };

interface Version {
  readonly from: Instant;
  readonly item: Item | undefined;
}

/** Nobody is let in by, or as, what had been taken away for a minute: a key, a session, a person, a role, a team. */
export function checkCallers({ writes, letIn }: RunRecord): string[] {
  if (letIn.length === 0) return [];
  const versions = new Map<string, Version[]>();
  for (const { key, new: item, at } of writes) {
    const name = `${key.PK} ${key.SK}`;
    const list = versions.get(name) ?? [];
    versions.set(name, list);
    list.push({ from: at, item });
  }
  /** The forms that an item had at any time within the last minute before the call, and during it. */
  const formsOf = (name: string, { began, at }: CallerSeen): (Item | undefined)[] => {
    const all = versions.get(name) ?? [];
    const since = minus(began, believed);
    const before = all.findLast(({ from }) => from <= since);
    return [before, ...all.filter(({ from }) => from > since && from <= at)].map((version) => version?.item);
  };
  return letIn.flatMap((seen) => {
    const { credential, userId, role, teams = [], at } = seen;
    const { PK, SK } = credential.storedAt;
    const who = `user ${userId} was let in at ${at}`;
    const people = formsOf(`USER#${userId} USER`, seen);
    const found: string[] = [];
    if (formsOf(`${PK} ${SK}`, seen).every((item) => item === undefined))
      found.push(`${who} by a ${credential.what} that had ended`);
    if (people.every((item) => item === undefined)) found.push(`${who}, who had been deleted`);
    else if (people.every((item) => item?.role !== role)) found.push(`${who} as ${role}, which they were no more`);
    for (const [teamId, teamRole] of teams) {
      const isMember = (item: Item | undefined) =>
        (item?.members as { userId: number; role: string }[] | undefined)?.some(
          (member) => member.userId === userId && member.role === teamRole,
        );
      if (!formsOf(`TEAM#${teamId} TEAM`, seen).some(isMember))
        found.push(`${who} as ${teamRole} of team ${teamId}, which they were no more`);
    }
    return found;
  });
}
