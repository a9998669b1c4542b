import { aheadFor, deploymentBounds, keptFor } from '../../domain/deployment/bounds.ts';
import { InvalidInputError } from '../../domain/errors.ts';
import type { Link } from '../../domain/event/event.ts';
import { instantOf, minus, parseInstant, plus } from '../../domain/instants.ts';
import type { Instant } from '../../domain/time.ts';
import { isRecord, webAddress } from '../reader.ts';
import type { PipelineAdapter } from './reported.ts';

/** Numbers from here on are milliseconds: as seconds they would be in the year 5138. */
const firstMilliseconds = 100_000_000_000;

/**
 * When a deployment was: seconds or milliseconds since 1970, as number or as text, or ISO-8601 with a zone or offset. Throws
 * InvalidInputError for what is none, and for what was too long ago, or is not yet.
 */
export function timestampIn(value: unknown, now: Instant): Instant | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const at = typeof value === 'number' ? ofNumber(value) : typeof value === 'string' ? ofText(value.trim()) : undefined;
  if (at === undefined)
    throw new InvalidInputError(
      'timestamp',
      'must be seconds or milliseconds since 1970, or an ISO-8601 date-time with a zone or offset',
    );
  if (at > plus(now, aheadFor)) throw new InvalidInputError('timestamp', 'is in the future');
  if (at < minus(now, keptFor))
    throw new InvalidInputError('timestamp', `is more than ${keptFor.days} days ago, for which deployments are kept`);
  return at;
}

const latestMilliseconds = 8.64e15;

function ofNumber(value: number): Instant | undefined {
  const milliseconds = Math.floor(value < firstMilliseconds ? value * 1000 : value);
  // Negative years and those beyond 9999 are written in another form.
  return milliseconds >= 0 && milliseconds < Math.min(latestMilliseconds, 253_402_300_800_000)
    ? instantOf(milliseconds)
    : undefined;
}

const ofText = (value: string): Instant | undefined =>
  /^\d{1,16}(?:\.\d{1,9})?$/.test(value) ? ofNumber(Number(value)) : parseInstant(value);

function textIn(value: unknown, field: string, most: number): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'string') throw new InvalidInputError(field, 'must be text');
  if (value.length > most) throw new InvalidInputError(field, `must have at most ${most} characters`);
  return value.trim() === '' ? undefined : value.trim();
}

function addressIn(value: unknown): string | undefined {
  const address = textIn(value, 'userEmail', deploymentBounds.line)?.toLowerCase();
  if (address !== undefined && !/^[^\s@]+@[^\s@]+$/.test(address))
    throw new InvalidInputError('userEmail', 'must be an e-mail address');
  return address;
}

function linksIn(value: unknown): Link[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw new InvalidInputError('links', 'must be a list');
  if (value.length > deploymentBounds.links)
    throw new InvalidInputError('links', `must have at most ${deploymentBounds.links} entries`);
  return value.map((one, index) => {
    const field = `links[${index}]`;
    if (!isRecord(one)) throw new InvalidInputError(field, 'must be an object');
    const href = webAddress(textIn(one.href, `${field}.href`, deploymentBounds.address));
    if (href === undefined) throw new InvalidInputError(`${field}.href`, 'must be an http or https address');
    const name = textIn(one.text, `${field}.text`, deploymentBounds.line);
    return { href, ...(name !== undefined && { text: name }) };
  });
}

function detailsIn(value: unknown): Record<string, unknown> | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) throw new InvalidInputError('customDetails', 'must be an object');
  if (Buffer.byteLength(JSON.stringify(value)) > deploymentBounds.customDetails)
    throw new InvalidInputError('customDetails', `must be at most ${deploymentBounds.customDetails} bytes of JSON`);
  return value;
}

const longestSummary = 10_000;

/** Reads our own form (wire-api §2.4). Throws InvalidInputError naming the first wrong member. */
export const readOwnDeployment: PipelineAdapter = ({ headers, body, now }) => {
  const summary = textIn(body.summary, 'summary', longestSummary);
  if (summary === undefined) throw new InvalidInputError('summary', 'is required');
  const delivery = headers['idempotency-key']?.trim();
  return {
    kind: 'deployment',
    reported: {
      at: timestampIn(body.timestamp, now),
      summary,
      userEmail: addressIn(body.userEmail),
      links: linksIn(body.links),
      customDetails: detailsIn(body.customDetails),
      delivery: delivery === '' ? undefined : delivery,
    },
  };
};
