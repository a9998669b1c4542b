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
export function decodeBody(body: Uint8Array, contentEncoding: string | undefined, contentType?: string): string {
  const encoding = contentEncoding?.trim().toLowerCase() || 'identity';
  if (body.byteLength > maximumBody) throw tooLarge();
  if (body.byteLength === 0 || encoding === 'identity') return decodeText(body, contentType);
  if (encoding !== 'gzip' && encoding !== 'x-gzip') {
    throw new InvalidInputError('Content-Encoding', 'must be gzip or left out');
  }
  return decodeText(unzipped(body), contentType);
}

/**
 * Bytes as text: UTF-8 when they are, whatever was said; else in the charset that was said or that its mark shows; else
 * as Windows writes the West's languages, which reads every byte.
 */
function decodeText(bytes: Uint8Array, contentType = ''): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : '';
  const said = /charset\s*=\s*"?([^\s";]{1,40})/i.exec(contentType)?.[1] ?? '';
  for (const charset of mark === '' ? (isUtf16(said) ? [said, 'utf-8'] : ['utf-8', said]) : [mark]) {
    try {
      return new TextDecoder(charset, { fatal: true }).decode(bytes);
    } catch {
      // Not in this charset, or one that nobody knows.
    }
  }
  return new TextDecoder('windows-1252').decode(bytes);
}

/** Text in UTF-16 without a mark is UTF-8, too: with a zero after each letter. */
const isUtf16 = (charset: string): boolean => /^utf-?16/i.test(charset);

export const compress = (text: string): Buffer => gzipSync(text);
