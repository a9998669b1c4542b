import type { PhoneNumber } from 'libphonenumber-js/max';
import { InvalidInputError } from '../../domain/errors.ts';

/** The tables of the world's numbers are large: they come when a number is looked at. */
const tables = () => import('libphonenumber-js/max');

/** Numbers that nobody carries in their pocket, and that providers neither call nor text. */
const unreachableTypes: readonly ReturnType<PhoneNumber['getType']>[] = [
  'PREMIUM_RATE',
  'SHARED_COST',
  'PAGER',
  'VOICEMAIL',
];

const isReachable = (number: PhoneNumber): boolean =>
  number.isValid() && number.ext === undefined && !unreachableTypes.includes(number.getType());

/**
 * The number in E.164: national digits of a region, or international. Throws InvalidInputError for an unknown region and
 * for what is no number that a person can be reached by there, by the numbering plan of its country.
 */
export async function e164Of(target: string, regionCode: string): Promise<string> {
  const { isSupportedCountry, parsePhoneNumberFromString } = await tables();
  if (!isSupportedCountry(regionCode)) throw new InvalidInputError('regionCode', `there is no region ${regionCode}`);
  const number = parsePhoneNumberFromString(target, { defaultCountry: regionCode, extract: false });
  if (number === undefined || !isReachable(number)) {
    const country = number?.country ?? (target.trim().startsWith('+') ? undefined : regionCode);
    throw new InvalidInputError(
      'target',
      `is not a phone number that can be reached${country ? ` in ${country}` : ''}`,
    );
  }
  return number.number;
}

/** Those of the numbers (E.164) that nobody can be reached by: stored before they were looked at so closely. */
export async function unreachableNumbers(numbers: Iterable<string>): Promise<ReadonlySet<string>> {
  const distinct = [...new Set(numbers)];
  if (distinct.length === 0) return new Set();
  const { parsePhoneNumberFromString } = await tables();
  return new Set(
    distinct.filter((text) => {
      const number = parsePhoneNumberFromString(text);
      return number === undefined || !isReachable(number);
    }),
  );
}
