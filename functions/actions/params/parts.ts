import * as z from 'zod';

/* Members of `params`. Clients send empty texts and null for what nobody filled in; those are kept as well. */

/** A text that has to say something. */
export const required = (max = 1000) =>
  z
    .string()
    .max(max, `must have at most ${max} characters`)
    .refine((text) => text.trim() !== '', 'must not be empty');

export const optional = (max = 1000) => z.string().max(max, `must have at most ${max} characters`).nullish();

/** One of several words, or nothing. */
export const oneOf = <const T extends readonly [string, ...string[]]>(words: T) =>
  z
    .enum(words, `must be one of ${words.join(', ')}`)
    .or(z.literal(''))
    .nullish();

/** What some versions of a client write as a number and others as a text. */
export const numberOrText = z.union([z.number(), z.string().max(100)], 'must be a number or a text').nullish();

/** Whether a text is an address that may be called: of the web, and not longer than the web takes. */
const isWebAddress = (text: string): boolean => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);

export const webAddress = z
  .string()
  .max(2048, 'must have at most 2048 characters')
  .refine(isWebAddress, 'must be an http or https address')
  .meta({ format: 'uri' });
export const optionalWebAddress = webAddress.or(z.literal('')).nullish();

/** Which may hold variables; the template language is the business of whoever saves it. */
export const template = z
  .string()
  .max(16_384, 'must have at most 16384 characters')
  .meta({ format: 'template' })
  .nullish();

export const flag = z.boolean().nullish();

/** A reference by a number; 0 names nothing. */
export const optionalId = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullish();

export const texts = (most: number, max = 255) => z.array(z.string().max(max)).max(most).nullish();
