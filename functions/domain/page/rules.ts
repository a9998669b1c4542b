import * as z from 'zod';
import { type Problem, problemIf } from '../problem.ts';
import { isTimeZone } from '../zone.ts';
import { problemWithPicture, problemWithWebAddress } from './pictures.ts';
import { hostOf, labelOf, type StatusPage } from './status-page.ts';

/** As many as one page shows. */
export const mostServices = 100;
export const mostMetrics = 50;
/** The way to the pages compares a visitor's address with few of them; of more, signing in is asked. */
const mostRanges = 500;
const mostMailEntries = 500;

const hostForm = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?(?:\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?){0,20}\.?$/i;
const mailboxForm = /^[!-?A-~]{1,64}$/;
const mailboxSigns = /[<>"(),:;[\]\\]/;

const isHost = (text: string): boolean => text.length <= 253 && hostForm.test(text);

/** A host with a dot in it whose last part is no number: a name of the DNS. */
const isDomainName = (text: string): boolean =>
  isHost(text) && hostOf(text).includes('.') && /[a-z]/i.test(hostOf(text).split('.').at(-1) ?? '');

/** Hosts that are something else already: of the API and the console, and the one below which pages live. Ports count for nothing. */
export interface TakenHosts {
  readonly own: readonly string[];
  readonly pages?: string | undefined;
}

/** Why a page may not have this domain of its own; undefined when it may. */
function problemWithDomain(domain: string, { own, pages }: TakenHosts): string | undefined {
  if (!isDomainName(domain)) return 'must be a domain name such as status.example.com';
  const host = hostOf(domain);
  const pagesHost = pages === undefined ? undefined : hostOf(pages.replace(/:\d{1,5}$/, ''));
  if (own.some((each) => host === hostOf(each))) return 'is the host of the API or of the console';
  if (pagesHost !== undefined && (host === pagesHost || host.endsWith(`.${pagesHost}`)))
    return `must not be below ${pagesHost}, where pages have their label`;
  return undefined;
}

/** Whether this is an address or a range of addresses: IPv4 or IPv6, with or without the length of its prefix. */
export function isRange(text: string): boolean {
  const [address = '', length, ...more] = text.split('/');
  const family = z.ipv4().safeParse(address).success ? 4 : z.ipv6().safeParse(address).success ? 6 : 0;
  if (family === 0 || more.length > 0) return false;
  return length === undefined || (/^\d{1,3}$/.test(length) && Number(length) <= (family === 4 ? 32 : 128));
}

/** Whether this is an e-mail address, or a domain whose addresses are meant. */
export function isMailEntry(text: string): boolean {
  const at = text.lastIndexOf('@');
  if (text.length > 254) return false;
  if (at < 0) return isDomainName(text);
  const mailbox = text.slice(0, at);
  return mailboxForm.test(mailbox) && !mailboxSigns.test(mailbox) && isDomainName(text.slice(at + 1));
}

type Described = Omit<StatusPage, 'groups' | 'subscribers' | 'teams'>;

/** What is wrong with what a page says of itself, apart from what it refers to. */
export function pageProblems(page: Described, taken: TakenHosts): readonly Problem[] {
  const { subdomain, domain, timezone, services, metrics } = page;
  const hasLabel = isHost(subdomain) && labelOf(subdomain) !== undefined;
  const domainProblem = domain ? problemWithDomain(domain, taken) : undefined;
  const doubled = (ids: readonly number[], field: string) => {
    const index = ids.findIndex((id, place) => ids.indexOf(id) !== place);
    return problemIf(index >= 0, `${field}[${index}].id`, 'is named twice');
  };
  return [
    ...problemIf(
      !hasLabel,
      'subdomain',
      'must begin with a label of letters, digits and hyphens, such as acme or acme.example.com',
    ),
    ...problemIf(domainProblem !== undefined, 'domain', domainProblem ?? ''),
    ...problemIf(Boolean(timezone) && !isTimeZone(timezone ?? ''), 'timezone', 'must be an IANA time zone'),
    ...problemIf(services.length > mostServices, 'services', `must be at most ${mostServices}`),
    ...problemIf(metrics.length > mostMetrics, 'metrics', `must be at most ${mostMetrics}`),
    ...doubled(services, 'services'),
    ...doubled(metrics, 'metrics'),
    ...addressProblems(page),
    ...accessProblems(page),
  ];
}

function addressProblems({ logoUrl, faviconUrl, logoRedirectUrl }: Described): readonly Problem[] {
  const named = { logoUrl: problemWithPicture(logoUrl), faviconUrl: problemWithPicture(faviconUrl) };
  const all = { ...named, logoRedirectUrl: problemWithWebAddress(logoRedirectUrl) };
  return Object.entries(all).flatMap(([field, message]) => problemIf(message !== undefined, field, message ?? ''));
}

/** Who is let in is said of private pages; where each sees what concerns their teams, people have to sign in. */
function accessProblems(page: Described): readonly Problem[] {
  const { visibility, audienceSpecific, accountWideView, ipWhitelist, emailWhitelist } = page;
  const isPublic = visibility === 'PUBLIC';
  const noLists = isPublic
    ? 'is for private pages only'
    : audienceSpecific
      ? 'is not for audience-specific pages, which people have to sign in to'
      : undefined;
  const badRange = ipWhitelist.findIndex((range) => !isRange(range));
  const badEntry = emailWhitelist.findIndex((entry) => !isMailEntry(entry));
  return [
    ...problemIf(isPublic && audienceSpecific, 'audienceSpecific', 'is for private pages only'),
    ...problemIf(isPublic && accountWideView, 'accountWideView', 'is for private pages only'),
    ...problemIf(noLists !== undefined && ipWhitelist.length > 0, 'ipWhitelist', noLists ?? ''),
    ...problemIf(noLists !== undefined && emailWhitelist.length > 0, 'emailWhitelist', noLists ?? ''),
    ...problemIf(ipWhitelist.length > mostRanges, 'ipWhitelist', `must be at most ${mostRanges} addresses and ranges`),
    ...problemIf(emailWhitelist.length > mostMailEntries, 'emailWhitelist', `must be at most ${mostMailEntries}`),
    ...problemIf(
      badRange >= 0,
      `ipWhitelist[${badRange}]`,
      'must be an address or a range such as 192.0.2.0/24 or 2001:db8::/32',
    ),
    ...problemIf(badEntry >= 0, `emailWhitelist[${badEntry}]`, 'must be an e-mail address or a domain'),
  ];
}

type Structured = Pick<StatusPage, 'services' | 'groups' | 'elements'>;

/** What is wrong with the structure of a page: it arranges what the page shows, each once, and groups that it has. */
export function structureProblems({ services, groups, elements = [] }: Structured): readonly Problem[] {
  const seen = new Set<string>();
  const groupIds = groups.map(({ id }) => id);
  const placed = (type: 'SERVICE' | 'GROUP', id: number, field: string): readonly Problem[] => {
    const isThere = (type === 'SERVICE' ? services : groupIds).includes(id);
    const isTwice = seen.has(`${type} ${id}`);
    seen.add(`${type} ${id}`);
    const message = isThere ? 'is named twice' : `there is no ${type.toLowerCase()} ${id} on this page`;
    return problemIf(!isThere || isTwice, `${field}.id`, message);
  };
  return elements.flatMap(({ type, id, children = [] }, index) => {
    const field = `structure.elements[${index}]`;
    return [
      ...placed(type, id, field),
      ...problemIf(type === 'SERVICE' && children.length > 0, `${field}.children`, 'is for groups only'),
      ...children.flatMap((child, place) => placed('SERVICE', child.id, `${field}.children[${place}]`)),
    ];
  });
}

type Kind = Pick<StatusPage, 'visibility' | 'audienceSpecific' | 'activatedAt'>;

/** What is wrong with a change: what kind of page it is stays once it was activated. */
export function kindProblems(next: Kind, previous: Kind): readonly Problem[] {
  if (previous.activatedAt === undefined) return [];
  const fixed = 'cannot be changed once the page was activated';
  return [
    ...problemIf(next.visibility !== previous.visibility, 'visibility', fixed),
    ...problemIf(next.audienceSpecific !== previous.audienceSpecific, 'audienceSpecific', fixed),
  ];
}

/** Whether people outside may subscribe to a page. */
export const takesSubscribers = <P extends Pick<StatusPage, 'visibility' | 'activatedAt' | 'showSubscribeAction'>>(
  page: P | undefined,
): page is P =>
  page !== undefined && page.visibility === 'PUBLIC' && page.activatedAt !== undefined && page.showSubscribeAction;
