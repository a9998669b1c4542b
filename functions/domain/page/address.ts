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
