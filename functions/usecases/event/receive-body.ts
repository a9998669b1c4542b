import { gunzipSync, gzipSync } from 'node:zlib';
import { DomainError, InvalidInputError } from '../../domain/errors.ts';

/** Bodies over this many bytes are refused; more does not fit into a message of the queue. */
export const maximumBody = 900 * 1024;

/** Gzipped bodies whose base64 is longer than this travel through the blob store. */
export const maximumInline = 200_000;

const tooLarge = (): DomainError => new DomainError('TOO_LARGE', 'the body is larger than 900 KB');

function unzipped(body: Uint8Array): Uint8Array {
  try {
    return gunzipSync(body, { maxOutputLength: maximumBody });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new InvalidInputError('body', 'is not gzip, as Content-Encoding says', { cause });
  }
}

/** The text of a body as it was sent, at most 900 KB of it unzipped. Throws TOO_LARGE, or names the unknown encoding. */
export function decodeBody(body: Uint8Array, contentEncoding: string | undefined): string {
  const encoding = contentEncoding?.trim().toLowerCase() || 'identity';
  if (body.byteLength > maximumBody) throw tooLarge();
  if (body.byteLength === 0 || encoding === 'identity') return Buffer.from(body).toString('utf8');
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new InvalidInputError('Content-Encoding', 'must be gzip or left out');
  }
  return Buffer.from(unzipped(body)).toString('utf8');
}

export const compress = (text: string): Buffer => gzipSync(text);
