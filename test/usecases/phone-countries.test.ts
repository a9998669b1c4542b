import { describe, expect, it } from 'vitest';
import { phoneCountriesIn } from '../../functions/domain/user/phone-countries.ts';
import type { PhoneContact } from '../../functions/domain/user/user.ts';
import { numberProblem, readNumber } from '../../functions/usecases/contact/phone-number.ts';

const countries = phoneCountriesIn('DE,GB,US');

const stored = (e164: string, country?: string): PhoneContact => ({
  id: 1,
  target: e164,
  e164,
  regionCode: 'DE',
  primary: true,
  status: 'OK',
  verified: true,
  ...(country && { country }),
});

describe('a number that is written', () => {
  it.each([
    ['0151 23450001', 'DE', 'DE'],
    ['+1 212 555 0100', 'DE', 'US'],
    ['+44 7400 123456', 'DE', 'GB'],
  ])('%s of %s is kept with its country %s', async (target, region, country) => {
    expect(await readNumber(target, region, countries)).toMatchObject({ country });
  });

  it.each([
    ['+33 6 12 34 56 78', 'FR', 'another country'],
    ['+1 876 234 5678', 'JM', 'a country that shares the code of an allowed one'],
    ['+44 7781 234567', 'GG', 'an island that shares it'],
    ['+882 13300613', 'no country', 'a satellite'],
  ])('%s is refused by field and option: %s (%s)', async (target, where) => {
    const refused = await readNumber(target, 'DE', countries).catch((error) => error);
    expect(refused).toMatchObject({ code: 'INVALID', field: 'target' });
    expect(refused.message).toContain(where);
    expect(refused.message).toContain('phoneCountries');
  });

  it.each([
    ['call me', 'can be reached in DE'],
    [' 0151 2345', 'can be reached in DE'],
    ['+1 900 234 5678', 'can be reached in US'],
    [' +999 123456789', 'can be reached'],
  ])('%s is refused with the country where it %s', async (target, why) => {
    const refused = await readNumber(target, 'DE', countries).catch((error) => error);
    expect(refused.message).toMatch(new RegExp(`is not a phone number that ${why}$`));
  });

  it('is taken from everywhere where the option says so', async () => {
    expect(await readNumber('+18762345678', 'DE', phoneCountriesIn('*'))).toEqual({
      e164: '+18762345678',
      country: 'JM',
    });
    expect(await readNumber('+88213300613', 'DE', phoneCountriesIn('*'))).toEqual({ e164: '+88213300613' });
  });

  it.each([
    ['0900 1234567', 'DE', 'premium'],
    ['0180 2123456', 'DE', 'shared cost'],
  ])('%s of %s is refused: %s', async (target, region) => {
    await expect(readNumber(target, region, countries)).rejects.toMatchObject({ code: 'INVALID' });
  });
});

describe('a number that was stored before', () => {
  it.each<[string, string, PhoneContact[], string | undefined]>([
    ['is allowed, as its country is', '+4915123450001', [], undefined],
    ['is of another country', '+33612345678', [], 'COUNTRY_NOT_ALLOWED'],
    ['is of another country with the same code', '+18762345678', [], 'COUNTRY_NOT_ALLOWED'],
    ['is not known to the tables, and its code is allowed', '+15550100', [], undefined],
    ['is not known to the tables, and its code is not', '+33999', [], 'COUNTRY_NOT_ALLOWED'],
    ['is no number', '+999123456', [], 'COUNTRY_NOT_ALLOWED'],
    ['charges who calls it', '+499001234567', [], 'COSTLY_NUMBER'],
    ['has its country with it', '+33612345678', [stored('+33612345678', 'DE')], undefined],
    ['has another one with it', '+4915123450001', [stored('+4915123450001', 'FR')], 'COUNTRY_NOT_ALLOWED'],
    ['was stored without', '+33612345678', [stored('+33612345678')], 'COUNTRY_NOT_ALLOWED'],
  ])('%s', async (_case, e164, phones, problem) => {
    expect(await numberProblem(e164, phones, countries)).toBe(problem);
    expect(await numberProblem(e164, phones, undefined)).toBeUndefined();
  });
});
