import type { Fetch } from '../ports/fetch.ts';

const maximumBytes = 64 * 1024;
const timeoutMilliseconds = 3_000;

async function readBounded(body: ReadableStream<Uint8Array> | null): Promise<string> {
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes) throw new Error('the answer is too long');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/**
 * GET without redirects, within 3 seconds and 64 KB. Where SNS is emulated (`AWS_ENDPOINT_URL_SNS`), addresses of SNS
 * lead there, as the SDK's do.
 */
export const boundedFetch: Fetch = async (address) => {
  const emulated = process.env.AWS_ENDPOINT_URL_SNS;
  const { hostname, pathname, search } = new URL(address);
  const url = emulated && hostname.startsWith('sns.') ? new URL(`${pathname}${search}`, emulated) : address;
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMilliseconds) });
  return { status: response.status, body: await readBounded(response.body) };
};
