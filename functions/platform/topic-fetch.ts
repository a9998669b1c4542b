import type { Fetch } from '../ports/fetch.ts';
import { createPublicFetch, type PublicFetchLimits } from './public-fetch.ts';

const maximumBytes = 64 * 1024;
const timeoutMilliseconds = 3_000;

/** Where SNS is emulated: one known address, of this machine. */
async function emulatedFetch(url: URL): Promise<{ status: number; body: string }> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMilliseconds) });
  return { status: response.status, body: await response.text() };
}

/**
 * What ingest asks of SNS: a certificate, a confirmation. As `publicFetch`, within 3 seconds and 64 KB. Where SNS is
 * emulated (`AWS_ENDPOINT_URL_SNS`), addresses of SNS lead there, as the SDK's do.
 */
export function topicFetch(limits: Partial<PublicFetchLimits> = {}): Fetch {
  const publicFetch = createPublicFetch({ maximumBytes, timeoutMilliseconds, ...limits });
  return async (address) => {
    const emulated = process.env.AWS_ENDPOINT_URL_SNS;
    const { hostname, pathname, search } = new URL(address);
    if (emulated && hostname.startsWith('sns.')) return emulatedFetch(new URL(`${pathname}${search}`, emulated));
    return publicFetch(address);
  };
}
