import { hostOf, labelOf, type StatusPage } from './status-page.ts';

/** Where pages live; without a domain of theirs a page is reached at no address of its own. */
export interface PagePlaces {
  /** Of the API, without a trailing slash. */
  readonly publicUrl: string;
  /** Pages live below it, each at its label; with a port where that is not the usual one. */
  readonly pagesDomain?: string;
}

/**
 * The address of a page, with a slash at its end; http where the API itself is reached so (pages-contract §1). Where pages live nowhere
 * of their own it is the page's domain.
 */
export function pageUrl(
  { publicUrl, pagesDomain }: PagePlaces,
  { subdomain, domain }: Pick<StatusPage, 'subdomain' | 'domain'>,
): string {
  const scheme = publicUrl.startsWith('http://') ? 'http' : 'https';
  if (pagesDomain === undefined) return domain ? `${scheme}://${hostOf(domain)}/` : `${publicUrl}/`;
  return `${scheme}://${labelOf(subdomain) ?? subdomain}.${pagesDomain}/`;
}

/**
 * The address of a page on the host by which somebody came: its own domain where it is that one, and the address of the page everywhere
 * else. A host that is not the page's, or not any more, counts for nothing.
 */
export function pageUrlAt(
  places: PagePlaces,
  page: Pick<StatusPage, 'subdomain' | 'domain'>,
  host: string | undefined,
): string {
  const url = new URL(pageUrl(places, page));
  if (page.domain && host === hostOf(page.domain)) url.hostname = host;
  return url.href;
}
