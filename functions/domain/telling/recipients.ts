import type { UserActor } from '../access/actor.ts';
import { can } from '../access/can.ts';
import { audienceOf, maySeePage } from '../page/may-see.ts';
import type { StatusPage } from '../page/status-page.ts';
import type { Service, Subscriber } from '../service/service.ts';
import { languageOfLocale, type PageSubscriber, wantsToHearOf } from '../subscriber/page-subscriber.ts';
import type { Instant } from '../time.ts';
import { contactProblem } from '../user/contact-use.ts';
import { pushTargetsOf } from '../user/push-targets.ts';
import { isMuted, type User } from '../user/user.ts';
import type { Recipient } from './telling.ts';

/** A person inside with what their teams give them. */
export interface Insider {
  readonly user: User;
  readonly actor: UserActor;
}

/** All that decides who is told of some services. */
export interface Audiences {
  /** Those that something is told of, in its order. */
  readonly services: readonly Service[];
  /** Activated ones that show one of them. */
  readonly pages: readonly StatusPage[];
  /** Subscribers of each public page from outside, by its id. */
  readonly outside: ReadonlyMap<number, readonly PageSubscriber[]>;
  /** Who follows the incident itself. */
  readonly followers: readonly Subscriber[];
  readonly insiders: readonly Insider[];
}

/** Whether somebody is meant by name; or, unless they have said no themselves, as a member of a team. */
export function isFollower(
  { userId, teams }: Pick<UserActor, 'userId' | 'teams'>,
  subscribers: readonly Subscriber[],
): boolean {
  const own = subscribers.find(({ type, id }) => type === 'USER' && id === userId);
  if (own !== undefined) return own.isOut !== true;
  return subscribers.some(({ type, id }) => type === 'TEAM' && teams?.roles.has(id) === true);
}

/**
 * Who is told, each target once with all that it may hear of: people outside by their subscriptions, people inside by what they follow and
 * may see (pages-contract §5, §8). Where a target is meant twice, the first page that tells it does.
 */
export function recipientsOf(audiences: Audiences, now: Instant): Recipient[] {
  const byTarget = new Map<string, Recipient>();
  const add = (recipient: Recipient) => {
    const key = `${recipient.channel} ${recipient.target.toLowerCase()}`;
    const known = byTarget.get(key);
    const services = [...new Set([...(known?.services ?? []), ...recipient.services])];
    byTarget.set(key, { ...(known ?? recipient), services: inOrder(audiences, services) });
  };
  for (const recipient of outsiders(audiences)) add(recipient);
  for (const insider of audiences.insiders) for (const recipient of ofInsider(audiences, insider, now)) add(recipient);
  return [...byTarget.values()];
}

const inOrder = ({ services }: Audiences, ids: readonly number[]): number[] =>
  services.map(({ id }) => id).filter((id) => ids.includes(id));

function outsiders({ services, pages, outside }: Audiences): Recipient[] {
  return pages
    .filter(({ visibility }) => visibility === 'PUBLIC')
    .flatMap((page) => {
      const shown = services.map(({ id }) => id).filter((id) => page.services.includes(id));
      return (outside.get(page.id) ?? [])
        .filter((one) => wantsToHearOf(one, shown))
        .map(({ id, type, target, locale, services: wanted }) => ({
          channel: type,
          target,
          language: languageOfLocale(locale),
          pageId: page.id,
          subscriberId: id,
          services: wanted.length === 0 ? shown : shown.filter((one) => wanted.includes(one)),
        }));
    });
}

/** What a page shows somebody of what is told; nothing where they may not see the page. */
function shownTo({ actor }: Insider, page: StatusPage, services: readonly Service[]): number[] {
  if (!maySeePage(actor, page)) return [];
  const audience = audienceOf(actor, page, { services, metrics: [] });
  return services
    .filter(({ id }) => page.services.includes(id) && (audience?.services.has(id) ?? true))
    .map(({ id }) => id);
}

/** What somebody inside is told of, and by which page. */
function heardBy({ services, pages, followers }: Audiences, insider: Insider) {
  const { actor } = insider;
  const readable = services.filter((service) => can(actor, 'service:read', service));
  const own = readable.filter(({ subscribers }) => isFollower(actor, subscribers)).map(({ id }) => id);
  const isFollowing = isFollower(actor, followers) && can(actor, 'incident:follow');
  const followed = isFollowing ? services.filter((service) => can(actor, 'incident:follow', service)) : [];
  const shown = pages.map((page) => ({ page, ids: shownTo(insider, page, services) }));
  const byPages = shown.filter(({ page }) => isFollower(actor, page.subscribers)).flatMap(({ ids }) => ids);
  const heard = [...new Set([...own, ...followed.map(({ id }) => id), ...byPages])];
  const page = shown.find(({ ids }) => ids.some((id) => heard.includes(id)))?.page;
  return { heard, page };
}

/** By the ways somebody has chosen for what they subscribe to; else where they are reached in any case, by mail. */
function ofInsider(audiences: Audiences, insider: Insider, now: Instant): Recipient[] {
  const { user } = insider;
  if (user.hidden || isMuted(user, now)) return [];
  const { heard, page } = heardBy(audiences, insider);
  if (heard.length === 0) return [];
  return placesOf(user).map((place) => ({
    ...place,
    language: user.language,
    ...(page && { pageId: page.id }),
    userId: user.id,
    services: heard,
  }));
}

function placesOf(user: User): Pick<Recipient, 'channel' | 'target'>[] {
  const places = user.preferences.subscriptions.flatMap(
    ({ method, contactId }): Pick<Recipient, 'channel' | 'target'>[] => {
      if (method === 'PUSH') return pushTargetsOf(user).map(({ target }) => ({ channel: 'PUSH', target }));
      if (method === 'EMAIL') {
        const contact = user.emails.find(({ id }) => id === contactId);
        return contact && contactProblem(contact, method) === undefined
          ? [{ channel: 'EMAIL', target: contact.address }]
          : [];
      }
      const contact = user.phones.find(({ id }) => id === contactId);
      return contact && contactProblem(contact, method) === undefined ? [{ channel: 'SMS', target: contact.e164 }] : [];
    },
  );
  if (user.preferences.subscriptions.length > 0) return places;
  const works = user.emails.filter((contact) => contactProblem(contact, 'EMAIL') === undefined);
  const login = works.find(({ address }) => address === user.email.toLowerCase()) ?? works[0];
  return login === undefined ? [] : [{ channel: 'EMAIL', target: login.address }];
}
