import { labelOf, type StatusPage } from './status-page.ts';

/** Where pages live; without a domain of theirs a page is reached at no address of its own. */
export interface PagePlaces {
  /** Of the API, without a trailing slash. */
  readonly publicUrl: string;
  /** Pages live below it, each at its label; with a port where that is not the usual one. */
  readonly pagesDomain?: string;
}

/** The address of a page, with a slash at its end; http where the API itself is reached so (pages-contract §1). */
export function pageUrl({ publicUrl, pagesDomain }: PagePlaces, { subdomain }: Pick<StatusPage, 'subdomain'>): string {
  if (pagesDomain === undefined) return `${publicUrl}/`;
  const scheme = publicUrl.startsWith('http://') ? 'http' : 'https';
  return `${scheme}://${labelOf(subdomain) ?? subdomain}.${pagesDomain}/`;
}
