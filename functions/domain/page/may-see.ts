import { BlockList, isIP } from 'node:net';
import type { Actor } from '../access/actor.ts';
import { can } from '../access/can.ts';
import { type Shown, seenByTeams } from './audience.ts';
import { hostOf, type StatusPage } from './status-page.ts';
import type { Audience } from './view-of.ts';

type Access = Pick<StatusPage, 'visibility' | 'audienceSpecific' | 'accountWideView' | 'teams'>;

const isMember = (actor: Actor, teams: readonly number[]): boolean =>
  actor.kind === 'user' && teams.some((id) => actor.teams?.roles.has(id) === true);

/**
 * Whether a page is for the actor to see, once it was activated (pages-contract §8): a public one is for everybody; a private one
 * for who may read it by role and teams, stakeholders and guests only as members of a team that owns it; and for every user where
 * it says so, or where it shows each of them what concerns their teams.
 */
export function maySeePage(actor: Actor, page: Access): boolean {
  if (page.visibility === 'PUBLIC') return true;
  if (actor.kind !== 'user') return actor.kind === 'system';
  if (page.accountWideView || page.audienceSpecific) return true;
  return isMember(actor, page.teams) || can(actor, 'status-page:read', { teams: page.teams });
}

/** Whether a page lets in who has this e-mail address: it stands in its list, or its domain does; exactly that domain. */
export function isListedMail(
  {
    visibility,
    audienceSpecific,
    emailWhitelist,
  }: Pick<StatusPage, 'visibility' | 'audienceSpecific' | 'emailWhitelist'>,
  email: string,
): boolean {
  if (visibility === 'PUBLIC' || audienceSpecific) return false;
  const address = email.toLowerCase();
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return emailWhitelist.some((entry) => {
    const listed = entry.toLowerCase();
    return listed.includes('@') ? listed === address : hostOf(listed) === domain;
  });
}

/** Whether a page lets in whoever comes from this address: it stands in its list, or lies in a range that does. */
export function isListedAddress(
  { visibility, audienceSpecific, ipWhitelist }: Pick<StatusPage, 'visibility' | 'audienceSpecific' | 'ipWhitelist'>,
  address: string,
): boolean {
  const family = isIP(address);
  if (visibility === 'PUBLIC' || audienceSpecific || family === 0) return false;
  const listed = new BlockList();
  for (const range of ipWhitelist) {
    const [network = '', length] = range.split('/');
    const type = isIP(network) === 4 ? 'ipv4' : 'ipv6';
    if (length === undefined) listed.addAddress(network, type);
    else listed.addSubnet(network, Number(length), type);
  }
  return listed.check(address, family === 4 ? 'ipv4' : 'ipv6');
}

/**
 * What the actor sees of what a page shows: of an audience-specific one what teams own that the actor is a member of, whoever
 * else may see that. Undefined: all of it.
 */
export function audienceOf(actor: Actor, page: Pick<Access, 'audienceSpecific'>, shown: Shown): Audience | undefined {
  const seesEverything = actor.kind === 'system' || (actor.kind === 'user' && isAdministrator(actor.role));
  if (!page.audienceSpecific || seesEverything) return undefined;
  return seenByTeams(shown, new Set(actor.kind === 'user' ? actor.teams?.roles.keys() : []));
}

const isAdministrator = (role: string): boolean => role === 'ADMIN' || role === 'OWNER';
