import { expect, it } from 'vitest';
import { answersOf, membershipsAsked, referencesOf } from '../../../functions/domain/condition/asked.ts';
import { conditionOf, evaluated, now } from './read.ts';

const hours = '{"id":1,"type":"SUPPORT_HOUR"}';
const schedule = '{"type":"ON_CALL_SCHEDULE","id":2}';
const event = { at: '2024-05-15T15:18:00Z', seconds: 1715786280, text: '1715786280000', wrong: 'soon' };

const askedAt = (text: string) => membershipsAsked(conditionOf(text), { roots: { event }, now });

it.each<[text: string, at: string]>([
  ['now', now],
  ['2024-05-15T15:18:00Z', '2024-05-15T15:18:00.000Z'],
  ["'2024-05-15T17:18:00+02:00'", '2024-05-15T15:18:00.000Z'],
  ["'2024-05-15T15:18'", '2024-05-15T15:18:00.000Z'],
  ["'2024-05-15 15:18:00'", '2024-05-15T15:18:00.000Z'],
  ['2024-05-15', '2024-05-15T00:00:00.000Z'],
  ['1715786280', '2024-05-15T15:18:00.000Z'],
  ['1715786280000', '2024-05-15T15:18:00.000Z'],
  ['1715786280.5', '2024-05-15T15:18:00.500Z'],
  ['99999999999', '5138-11-16T09:46:39.000Z'],
  ['100000000000', '1973-03-03T09:46:40.000Z'],
  ['event.at', '2024-05-15T15:18:00.000Z'],
  ['event.seconds', '2024-05-15T15:18:00.000Z'],
  ['event.text', '2024-05-15T15:18:00.000Z'],
  ['0', '1970-01-01T00:00:00.000Z'],
  ['253402300799999', '9999-12-31T23:59:59.999Z'],
])('%s is a time to ask about', (value, at) => {
  expect(askedAt(`${value} is_in ${hours}`)).toEqual([{ membership: { id: 1, type: 'SUPPORT_HOUR' }, at }]);
});

it.each([
  'event.wrong',
  'event.absent',
  'true',
  "'2024-13-01T00:00:00Z'",
  '9223372036854775807',
  '253402300800000',
  '8640000000000000',
  '-99999999999',
  '-9e30',
  '[]',
  "''",
])('%s is no time, and within nothing', (value) => {
  expect(askedAt(`${value} is_in ${hours}`)).toEqual([]);
  const always = evaluated(`${value} is_in ${hours}`, event, { isIn: () => true });
  expect(always).toMatchObject({ result: false, notes: [{ message: expect.stringContaining('is not a time') }] });
  expect(evaluated(`${value} not is_in ${hours}`, event, { isIn: () => true }).result).toBe(true);
});

it('is looked for in as many characters as a time may have', () => {
  const padded = (length: number) => `'${'2024-05-15T15:18:00Z'.padStart(length)}'`;
  expect(askedAt(`${padded(40)} is_in ${hours}`)).toMatchObject([{ at: '2024-05-15T15:18:00.000Z' }]);
  expect(askedAt(`${padded(41)} is_in ${hours}`)).toEqual([]);
});

it('is within nothing where nobody can tell', () => {
  expect(evaluated(`now is_in ${hours}`)).toMatchObject({ result: false, notes: [] });
});

it('asks once for each that is named at each time', () => {
  const text = `now is_in ${hours} or now not is_in ${hours} or event.at is_in ${hours} or now is_in ${schedule}`;
  expect(askedAt(text)).toHaveLength(3);
});

it('is decided by what was found out', () => {
  const asked = askedAt(`now is_in ${hours} and event.at is_in ${schedule}`);
  const isIn = answersOf(asked.map((one) => ({ ...one, isIn: one.membership.id === 1 })));
  expect(evaluated(`now is_in ${hours}`, event, { isIn }).result).toBe(true);
  expect(evaluated(`event.at is_in ${schedule}`, event, { isIn }).result).toBe(false);
  expect(evaluated(`event.at is_in ${hours}`, event, { isIn }).result).toBe(false);
});

it('names what it refers to, where it does first', () => {
  const text = `now is_in ${hours} and (true or not now is_in ${schedule}) and event.at is_in ${hours}`;
  expect(referencesOf(conditionOf(text))).toEqual([
    { id: 1, type: 'SUPPORT_HOUR', position: 10 },
    { id: 2, type: 'ON_CALL_SCHEDULE', position: text.indexOf(schedule) },
  ]);
  expect(referencesOf(conditionOf('true'))).toEqual([]);
});
