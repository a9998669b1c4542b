import { createHash } from 'node:crypto';

/*
 * Entity tags (RFC 9110, 8.8.3) of answers: `"‹edition›‹body›"`, or `"‹body›"` of what has no edition. The edition changes with
 * what somebody can write, and is what `If-Match` is about; the body also with the time and with what others are called, and is
 * what `If-None-Match` is about.
 */

const bodyLength = 22;

/** The tag of an answer with this body. */
export const entityTag = (body: string, edition = ''): string =>
  `"${edition}${createHash('sha256').update(body).digest('base64url').slice(0, bodyLength)}"`;

/** Proxies that compress an answer weaken its tag. */
const tagsIn = (header: string): string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//, ''));

/** Whether an `If-None-Match` knows the tag. */
export const isKnown = (ifNoneMatch: string | undefined, tag: string): boolean =>
  ifNoneMatch !== undefined && tagsIn(ifNoneMatch).some((known) => known === '*' || known === tag);

/** Whether one of the tags of an `If-Match` is of this edition; some clients forget the quotation marks. */
export const isOfEdition = (ifMatch: string, edition: string): boolean =>
  tagsIn(ifMatch).some((tag) => tag === '*' || tag.replaceAll('"', '').slice(0, -bodyLength) === edition);
