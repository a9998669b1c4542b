import type { PhoneNumber } from 'libphonenumber-js/max';
import { InvalidInputError } from '../../domain/errors.ts';
import {
  countryKnownOf,
  isCountryAllowed,
  type NumberProblem,
  type PhoneCountries,
} from '../../domain/user/phone-countries.ts';
import type { PhoneContact } from '../../domain/user/user.ts';

/** The tables of the world's numbers are large: they come when a number is looked at. */
let loading: Promise<typeof import('libphonenumber-js/max')> | undefined;
const tables = () => {
  loading ??= import('libphonenumber-js/max');
  return loading;
};

type NumberType = ReturnType<PhoneNumber['getType']>;

/** Numbers that cost whoever calls or texts them more than a number of their country does, and pay somebody for it. */
const costlyTypes: readonly NumberType[] = ['PREMIUM_RATE', 'SHARED_COST'];
/** Numbers that nobody carries in their pocket, and that providers neither call nor text. */
const unreachableTypes: readonly NumberType[] = [...costlyTypes, 'PAGER', 'VOICEMAIL'];

const isReachable = (number: PhoneNumber): boolean =>
  number.isValid() && number.ext === undefined && !unreachableTypes.includes(number.getType());

/** A number as it is dialled, with its country where it has one. */
export type DialledNumber = Pick<PhoneContact, 'e164' | 'country'>;

/**
 * Reads a number: national digits of a region, or international. Throws InvalidInputError for an unknown region, for what
 * is no number that a person can be reached by there, by the numbering plan of its country, and for a country that the
 * deployment does not text and call.
 */
export async function readNumber(
  target: string,
  regionCode: string,
  countries: PhoneCountries,
): Promise<DialledNumber> {
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
  const { country } = number;
  if (!isCountryAllowed(countries, country))
    throw new InvalidInputError(
      'target',
      `is a number ${country ? `in ${country}` : 'of no country'}, where this deployment neither texts nor calls (option phoneCountries)`,
    );
  return { e164: number.number, ...(country !== undefined && { country }) };
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

/**
 * Why the deployment does not text and call this number (E.164), which may have been stored before anybody looked at its
 * country. Numbers that are not known to the tables count as those of the countries with their calling code.
 */
export async function numberProblem(
  e164: string,
  phones: readonly PhoneContact[],
  countries: PhoneCountries,
): Promise<NumberProblem | undefined> {
  if (countries === undefined) return undefined;
  const known = countryKnownOf(phones, e164);
  if (known !== undefined) return isCountryAllowed(countries, known) ? undefined : 'COUNTRY_NOT_ALLOWED';

  const { getCountryCallingCode, isSupportedCountry, parsePhoneNumberFromString } = await tables();
  const number = parsePhoneNumberFromString(e164);
  const { country, countryCallingCode } = number ?? {};
  const isOfCode = (one: string) => isSupportedCountry(one) && getCountryCallingCode(one) === countryCallingCode;
  const isAllowed = country === undefined ? [...countries].some(isOfCode) : countries.has(country);
  if (!isAllowed) return 'COUNTRY_NOT_ALLOWED';
  return costlyTypes.includes(number?.getType()) ? 'COSTLY_NUMBER' : undefined;
}

/** Those of the phones whose numbers the deployment does not text and call. */
export async function numbersNotSentTo(
  phones: readonly PhoneContact[],
  countries: PhoneCountries,
): Promise<ReadonlySet<string>> {
  const looked = await Promise.all(
    phones.map(async ({ e164 }) => ((await numberProblem(e164, phones, countries)) === undefined ? [] : [e164])),
  );
  return new Set(looked.flat());
}
