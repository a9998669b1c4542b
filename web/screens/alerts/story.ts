import type { Api } from '../../client/api.ts';

export type LogEntry = Api<'LogEntry'>;
export type Notification = Api<'AlertNotification'>;

/** What became of a notification. */
export type Outcome = 'underWay' | 'sent' | 'delivered' | 'failed' | 'calledOff';

/** One try to reach somebody. */
export interface Try {
  readonly id: number;
  readonly method: string;
  readonly target: string;
  readonly at: string;
  readonly outcome: Outcome;
  /** Why it did not reach them, as the API says it. */
  readonly reason?: string;
}

/** Everything by which somebody was told in a chapter. */
export interface Told {
  readonly userId: number;
  readonly name: string;
  readonly tries: readonly Try[];
}

/** Something that happened; the same again and again is one line with a count. */
export interface Line {
  readonly id: number;
  readonly at: string;
  readonly type: string;
  readonly text: string;
  readonly vars: Readonly<Record<string, unknown>>;
  readonly count: number;
  /** The last time, where there are several. */
  readonly lastAt?: string;
}

/** What belongs together: from one level's beginning to the next. The first chapter is what came before any level. */
export interface Chapter {
  readonly key: string;
  readonly at: string;
  /** From one; undefined before the first level. */
  readonly level?: number;
  readonly pass?: number;
  readonly title?: string;
  readonly told: readonly Told[];
  readonly lines: readonly Line[];
}

/** Planned before its level's entry was written, though it belongs to it. */
const slack = 2_000;

const called: readonly string[] = ['CANCELLED', 'AGGREGATED', 'SUPPRESSED'];

function outcomeOf({ status, errorMessage = '' }: Notification, isDelivered: boolean): Outcome {
  if (status === 'SCHEDULED') return 'underWay';
  if (status === 'SUCCESS') return isDelivered ? 'delivered' : 'sent';
  return called.includes(errorMessage) ? 'calledOff' : 'failed';
}

const isLevel = ({ logEntryType }: LogEntry): boolean => logEntryType === 'AlertEscalatedToLevelLogEntry';
const isNotification = ({ logEntryType }: LogEntry): boolean => logEntryType === 'NotificationLogEntry';
const at = (text: string): number => Date.parse(text);

const isSameMessage = (entry: LogEntry, { method, user }: Notification): boolean =>
  isNotification(entry) && entry.vars?.channel === method && (!user || entry.vars.userId === user.id);

/**
 * The timeline of an alert as a story: who was told on which level, by which ways and with what outcome, and what happened in between,
 * in the order of time. `now` tells what was planned from what is under way.
 */
export function story(
  entries: readonly LogEntry[],
  notifications: readonly Notification[],
  now: number,
): readonly Chapter[] {
  const past = notifications.filter(
    ({ status, notificationTime }) => status !== 'SCHEDULED' || at(notificationTime) <= now,
  );
  const starts = entries.filter(isLevel);
  const bounds = starts.map(({ timestamp }) => at(timestamp));
  /** The index of the chapter that a moment belongs to: 0 is before the first level. */
  const chapterAt = (moment: number, early = 0): number => bounds.filter((bound) => bound - early <= moment).length;

  const delivered = entries.filter((entry) => isNotification(entry) && entry.vars?.status === 'DELIVERED');
  const tries = past.map((one) => {
    const isDelivered = delivered.some((entry) => isSameMessage(entry, one) && chapterOf(entry) === chapterOfTry(one));
    return { one, chapter: chapterOfTry(one), outcome: outcomeOf(one, isDelivered) };
  });
  function chapterOf({ id }: LogEntry): number {
    return starts.filter((start) => start.id <= id).length;
  }
  function chapterOfTry({ notificationTime }: Notification): number {
    return chapterAt(at(notificationTime), slack);
  }

  const lines = entries.filter(
    (entry) => !isLevel(entry) && !(isNotification(entry) && past.some((one) => isSameMessage(entry, one))),
  );
  return [undefined, ...starts]
    .map((start, index): Chapter => {
      const own = tries.filter(({ chapter }) => chapter === index);
      const happened = lines.filter((entry) => chapterOf(entry) === index);
      return {
        key: start ? String(start.id) : 'beginning',
        at: start?.timestamp ?? happened[0]?.timestamp ?? own[0]?.one.notificationTime ?? '',
        ...(start && {
          level: Number(start.vars?.level ?? index),
          pass: Number(start.vars?.pass ?? 1),
          title: start.text,
        }),
        told: toldIn(own),
        lines: repeated(happened),
      };
    })
    .filter(({ level, told, lines: happened }) => level !== undefined || told.length > 0 || happened.length > 0);
}

function toldIn(tries: readonly { readonly one: Notification; readonly outcome: Outcome }[]): readonly Told[] {
  const byPerson = Map.groupBy(tries, ({ one: { user, target } }) => user?.id ?? target);
  return [...byPerson.values()].map((own) => {
    const { user, target = '' } = own[0]?.one ?? {};
    return {
      userId: user?.id ?? 0,
      name: [user?.firstname, user?.lastname].filter(Boolean).join(' ') || target,
      tries: own
        .map(({ one, outcome }) => ({
          id: one.id,
          method: one.method,
          target: one.target,
          at: one.notificationTime,
          outcome,
          ...(one.errorMessage && { reason: one.errorMessage }),
        }))
        .sort((a, b) => at(a.at) - at(b.at) || a.id - b.id),
    };
  });
}

/** Lines of which neighbours say the same are one. */
function repeated(entries: readonly LogEntry[]): readonly Line[] {
  const lines: Line[] = [];
  for (const { id, timestamp, logEntryType, text, vars = {} } of entries) {
    const before = lines.at(-1);
    if (before && before.type === logEntryType && before.text === text && logEntryType === 'AlertReceivedLogEntry')
      lines[lines.length - 1] = { ...before, count: before.count + 1, lastAt: timestamp };
    else lines.push({ id, at: timestamp, type: logEntryType, text, vars, count: 1 });
  }
  return lines;
}
