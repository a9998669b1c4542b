import * as z from 'zod';
import { parseInstant } from '../domain/time.ts';

/** Text of one line that says something: names, titles, e-mail subjects. */
export const line = (max: number) =>
  z
    .string()
    .min(1, 'must not be empty')
    .max(max, `must have at most ${max} characters`)
    .refine((text) => text.trim() !== '', 'must not be blank')
    .refine((text) => !/\p{Cc}/u.test(text), 'must not contain control characters');

/** Text of any lines, as Markdown and templates have it. */
export const text = (max: number) => z.string().max(max, `must have at most ${max} characters`);

export const Name = line(255);

/** The numeric id of something else. */
export const Id = z.number().int().positive();

/** How a wire form names another entity; what else it says of it is not read. */
export const Reference = z.object({ id: Id });

/** Owners as sent; omitted and null keep those there are (wire-api §1.6). */
export const Teams = z.array(Reference).max(60).nullish();

/** A point in time as people write it, with its zone or offset. */
export const DateTime = line(40).transform((text, context) => {
  const instant = parseInstant(text);
  if (instant !== undefined) return instant;
  context.addIssue('must be an ISO-8601 date-time with a zone or offset');
  return z.NEVER;
});
