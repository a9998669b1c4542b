import { InvalidInputError } from '../../domain/errors.ts';

/**
 * The number in E.164: national digits of a region, or international. Throws InvalidInputError for an unknown region
 * and for what cannot be a number there (by length; which numbers are in use is not checked). The tables of the world's
 * numbers are loaded by the first call.
 */
export async function e164Of(target: string, regionCode: string): Promise<string> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import('libphonenumber-js/min');
  if (!isSupportedCountry(regionCode)) throw new InvalidInputError('regionCode', `there is no region ${regionCode}`);
  const number = parsePhoneNumberFromString(target, { defaultCountry: regionCode, extract: false });
  if (number === undefined || !number.isPossible() || number.ext !== undefined)
    throw new InvalidInputError('target', `is not a phone number in ${regionCode}`);
  return number.number;
}
