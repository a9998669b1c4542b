import type { Notification } from '../../functions/domain/notification/notification.ts';
import { type Instant, minus } from '../../functions/domain/time.ts';
import { alertOf } from '../../functions/store/alert-items.ts';
import { checkEnd } from './check-pages.ts';
import { History } from './history.ts';
import { versionsOf, wasWithin } from './operations/versions.ts';
import type { RunRecord } from './record.ts';
import type { Page } from './reference.ts';
import { notificationOf } from './stored.ts';

/** What was new to an alert within a minute, and whom each event that added to it had to tell. */
export interface PieceOfNews {
  readonly at: Instant;
  readonly names: string[];
  count: number;
  /** The first message that tells of it has been marked as going out. */
  isOut: boolean;
  readonly expected: {
    /** One of these lists has to be written, depending on what the configuration was then. */
    readonly required: readonly (readonly Page[])[];
    readonly allowed: readonly Page[];
  }[];
}

interface OfAlert {
  readonly alertId: number;
  readonly piece: PieceOfNews;
}

/** Each piece of news is written once for each message that tells of it, for nobody else, and ends only for a reason. */
export function checkNewsSent(run: RunRecord, pieces: readonly OfAlert[]): string[] {
  const messages = messagesOf(run);
  const history = new History(run.writes);
  const known = new Set(pieces.map(({ alertId, piece }) => `${alertId} ${piece.at}`));
  const ofNone = messages
    .filter(({ first: { alertId, news } }) => !known.has(`${alertId} ${news?.at}`))
    .map(({ first }) => `${words(first)} tells of no news`);
  const wrong = pieces.flatMap(({ alertId, piece }) => {
    const ofPiece = messages.filter(({ first }) => first.alertId === alertId && first.news?.at === piece.at);
    const written = ofPiece.map(({ first }) => pageKey(pageOf(first)));
    const allowed = new Set(piece.expected.flatMap((one) => one.allowed.map(pageKey)));
    const missing = piece.expected
      .filter(({ required }) => required.every((pages) => pages.some((page) => !written.includes(pageKey(page)))))
      .map(({ required: [pages = []] }) => pages.map(pageKey).filter((key) => !written.includes(key)));
    return [
      ...missing.map((keys) => `news of ${piece.at} of alert ${alertId} was never told: ${keys.join(', ')}`),
      ...ofPiece
        .filter(({ first }) => !allowed.has(pageKey(pageOf(first))))
        .map(({ first }) => `${words(first)} tells somebody who need not know`),
      ...written
        .filter((key, index) => written.indexOf(key) < index)
        .map((key) => `news of ${piece.at} of alert ${alertId} is told twice: ${key}`),
    ];
  });
  const ended = messages.flatMap(({ first, last, endedAt }) =>
    checkEnd(run, { is: last, at: endedAt }, !isSpared(run, last, endedAt), history).map(
      (problem) => `${words(first)} ${problem}`,
    ),
  );
  return [...ofNone, ...wrong, ...ended];
}

/** Every message that tells of news, as it was written first and last. */
function messagesOf({ writes }: RunRecord) {
  const forms = new Map<string, { readonly first: Notification; last: Notification; endedAt: Instant }>();
  for (const { key, new: item, at } of writes) {
    if (item?.type !== 'NOTIFICATION' || item.news === undefined) continue;
    const name = `${key.PK} ${key.SK}`;
    const is = notificationOf(item);
    const before = forms.get(name);
    if (before === undefined) forms.set(name, { first: is, last: is, endedAt: at });
    else Object.assign(before, { last: is, endedAt: at });
  }
  return [...forms.values()];
}

/**
 * Whether somebody may be spared news: the alert is theirs no more, or nobody's, or it was seen while their rule, or a call to
 * their number that was still on, delayed it (`at` is moved then).
 */
function isSpared(run: RunRecord, { alertId, userId, at, news }: Notification, endedAt: Instant): boolean {
  const since = minus(endedAt, { seconds: 60 });
  const alerts = versionsOf(run, 'ALERT').filter(({ item }) => item.id === alertId);
  const responders = versionsOf(run, 'RESPONDER').filter(
    ({ item }) => item.alertId === alertId && item.userId === userId,
  );
  const isNobodys = alerts.some((version) => wasWithin(version, since, endedAt) && version.item.status !== 'ACCEPTED');
  const isTheirs = responders.some(({ from, until }) => from <= since && until > endedAt);
  const isSeen = [
    ...alerts.map(({ item }) => alertOf(item).newsSeenAt),
    ...responders.map(({ item }) => item.acceptedAt as Instant | undefined),
  ].some((seen) => seen !== undefined && news !== undefined && seen >= news.at);
  return isNobodys || !isTheirs || (isSeen && news !== undefined && at > news.at);
}

const pageOf = ({ userId = 0, channel, contactId = 0, at }: Notification): Page => ({
  userId,
  method: channel,
  contactId,
  at,
});

const pageKey = ({ userId, method, contactId, at }: Page): string =>
  `${method} to user ${userId}, contact ${contactId}, at ${at}`;

const words = (notification: Notification): string =>
  `news of ${notification.news?.at} of alert ${notification.alertId} by ${pageKey(pageOf(notification))}`;
