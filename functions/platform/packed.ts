import { gzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { HttpRequest } from './http.ts';

/** Shorter texts travel in one packet as they are. */
const leastPacked = 1400;

/**
 * The answer as it travels to the console: packed, because API Gateway packs nothing, nor does CloudFront where it keeps nothing. Only what
 * our own page asks for: whose size another site could make a browser show to somebody who listens stays as long as it is.
 */
export function packed(
  { headers: asked }: Pick<HttpRequest, 'headers'>,
  result: APIGatewayProxyStructuredResultV2,
): APIGatewayProxyStructuredResultV2 {
  const { body = '', headers = {}, isBase64Encoded = false } = result;
  const isWanted = asked['sec-fetch-site'] === 'same-origin' && /\bgzip\b/.test(asked['accept-encoding'] ?? '');
  if (!isWanted || isBase64Encoded || body.length < leastPacked || 'content-encoding' in headers) return result;
  return {
    ...result,
    headers: { ...headers, 'content-encoding': 'gzip', vary: 'accept-encoding, sec-fetch-site' },
    body: gzipSync(body, { level: 5 }).toString('base64'),
    isBase64Encoded: true,
  };
}
