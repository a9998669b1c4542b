import type { PhoneContact } from './user.ts';

/** The countries (ISO 3166, two letters) whose numbers are texted and called; undefined: all of them. */
export type PhoneCountries = ReadonlySet<string> | undefined;

/** Why a number is not texted or called, whoever it belongs to. The words are the `reason` of the timeline entry. */
export type NumberProblem = 'COUNTRY_NOT_ALLOWED' | 'COSTLY_NUMBER';

/** Reads a list of countries between commas; `*` stands for all. */
export const phoneCountriesIn = (list: string): PhoneCountries => (list === '*' ? undefined : new Set(list.split(',')));

/** Whether numbers of this country are texted and called; one of no country (satellites) only where all are. */
export const isCountryAllowed = (countries: PhoneCountries, country: string | undefined): boolean =>
  countries === undefined || (country !== undefined && countries.has(country));

/** The country of a number that one of these contacts holds; undefined when none does, or it was stored without one. */
export const countryKnownOf = (phones: readonly PhoneContact[], e164: string): string | undefined =>
  phones.find((phone) => phone.e164 === e164 && phone.country !== undefined)?.country;
