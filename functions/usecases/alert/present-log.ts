import { mayName } from '../../domain/access/can.ts';
import { filterTypesOf, isKnownLogEntryType, type TimelineEntry } from '../../domain/alert/log-entry.ts';
import { fullName, type Language, type User } from '../../domain/user/user.ts';
import type { Context } from '../../ports/context.ts';
import { logText } from '../../render/log-texts.ts';
import { somebody } from '../../render/log-words.ts';

export interface LogPresentation {
  readonly language: Language;
  /** Whether the facts of an entry are asked for, too. */
  readonly withVars: boolean;
}

/** Timeline entries on the wire, worded in a language; people whom the reader may not know are somebody. */
export async function presentLog(
  ctx: Context<'store' | 'actor'>,
  entries: readonly TimelineEntry[],
  how: LogPresentation,
) {
  const hide = await hiding(ctx, somebody[how.language]);
  return entries.map((entry) => present(hide(entry), how));
}

const present = (entry: TimelineEntry, { language, withVars }: LogPresentation) => ({
  id: entry.id,
  timestamp: entry.timestamp,
  logEntryType: entry.type,
  text: logText(entry, language),
  alertId: entry.alertId,
  filterTypes: filterTypesOf(entry.type),
  ...(withVars && { vars: entry.vars }),
});

/** Members of an entry that name people, one or several separated by commas. */
const naming = ['user', 'users', 'assignee', 'responder'];
/** Members that hold an address or number of somebody's. */
const addressing = ['target', 'from'];

/** Entries tell names and not always whose they are: what is the name or an address of an unseen person is hidden. */
async function hiding(ctx: Context<'store' | 'actor'>, word: string): Promise<(entry: TimelineEntry) => TimelineEntry> {
  const { actor, store } = ctx;
  const ids = actor.kind === 'user' ? [...(actor.teams?.unseenPeople ?? [])].filter((id) => !mayName(actor, id)) : [];
  if (ids.length === 0) return (entry) => entry;
  const users = await store.users.getMany(ids);
  const names = new Set(users.flatMap((user) => [fullName(user), user.email]).filter((name) => name !== ''));
  const addresses = new Set(users.flatMap(addressesOf));
  const unseen: ReadonlySet<unknown> = new Set(ids);

  function hidden(name: string, value: string, { userId }: TimelineEntry['vars']): string {
    if (naming.includes(name)) {
      if (name === 'user' && unseen.has(userId)) return word;
      return value
        .split(', ')
        .map((one) => (names.has(one) ? word : one))
        .join(', ');
    }
    return addressing.includes(name) && (unseen.has(userId) || addresses.has(value)) ? word : value;
  }

  return (entry) => ({
    ...entry,
    // Nobody can tell which members of an unknown kind name somebody.
    vars: !isKnownLogEntryType(entry.type)
      ? {}
      : Object.fromEntries(
          Object.entries(entry.vars).map(([name, value]) => [
            name,
            typeof value === 'string' ? hidden(name, value, entry.vars) : value,
          ]),
        ),
  });
}

const addressesOf = ({ emails, phones }: User): string[] => [
  ...emails.flatMap(({ target, address }) => [target, address]),
  ...phones.flatMap(({ target, e164 }) => [target, e164]),
];
