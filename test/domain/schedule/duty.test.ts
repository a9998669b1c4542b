import { describe, expect, it } from 'vitest';
import {
  dutiesOf,
  isTimely,
  leadMinutes,
  momentsOf,
  whoseDutiesChanged,
} from '../../../functions/domain/schedule/duty.ts';
import type { Shift } from '../../../functions/domain/schedule/schedule.ts';
import { at } from '../../support/factories.ts';
import { ada, alan, grace } from './factories.ts';

/** `shift(ada, '09', '17')` is from nine to five on the day of the stories. */
const shift = (userId: number, from: string, to: string): Shift => ({
  userId,
  start: at(`2026-11-21T${from}:00Z`),
  end: at(`2026-11-21T${to}:00Z`),
});
const hour = (text: string) => at(`2026-11-21T${text}:00Z`);

describe('a duty', () => {
  it('is as long as the shifts of one person meet', () => {
    const shifts = [
      shift(ada, '01:00', '02:00'),
      shift(ada, '02:00', '03:00'),
      shift(grace, '03:00', '04:00'),
      shift(ada, '04:00', '05:00'),
      shift(ada, '05:01', '06:00'),
    ];
    expect(dutiesOf(shifts)).toEqual([
      shift(ada, '01:00', '03:00'),
      shift(grace, '03:00', '04:00'),
      shift(ada, '04:00', '05:00'),
      shift(ada, '05:01', '06:00'),
    ]);
    expect(dutiesOf([])).toEqual([]);
  });

  it('may be told of at its begin, at its end, and so long before', () => {
    expect(leadMinutes).toEqual([0, 15, 30, 60, 180, 360, 720, 1440]);
    const duty = shift(ada, '12:00', '18:00');
    expect(momentsOf([duty]).map(({ kind, at: when, leadMinutes: lead }) => [kind, when, lead])).toEqual([
      ['start', hour('12:00'), 0],
      ['before', hour('11:45'), 15],
      ['before', hour('11:30'), 30],
      ['before', hour('11:00'), 60],
      ['before', hour('09:00'), 180],
      ['before', hour('06:00'), 360],
      ['before', hour('00:00'), 720],
      ['before', at('2026-11-20T12:00Z'), 1440],
      ['end', hour('18:00'), 0],
    ]);
    expect(momentsOf([duty]).every((moment) => moment.duty === duty)).toBe(true);
  });

  it.each([
    ['before', '11:59', true],
    ['before', '12:00', false],
    ['start', '12:00', true],
    ['start', '17:59', true],
    ['start', '18:00', false],
    ['end', '18:00', true],
    ['end', '23:00', true],
  ] as const)('of its %s it is told at %s: %s', (kind, now, expected) => {
    const moment = { kind, at: hour('12:00'), leadMinutes: 0, duty: shift(ada, '12:00', '18:00') };
    expect(isTimely(moment, hour(now))).toBe(expected);
  });
});

describe('whose duties an edit changes', () => {
  const week = [hour('06:00'), hour('18:00')] as const;
  const before = [shift(ada, '06:00', '12:00'), shift(grace, '12:00', '18:00')];

  it.each([
    ['nothing', before, []],
    ['the hand-off', [shift(ada, '06:00', '13:00'), shift(grace, '13:00', '18:00')], [ada, grace]],
    ['one person', [shift(alan, '06:00', '12:00'), shift(grace, '12:00', '18:00')], [ada, alan]],
    ['nobody is left', [], [ada, grace]],
    ['what lies before', [shift(ada, '05:00', '12:00'), shift(grace, '12:00', '18:00')], []],
    ['what lies after', [shift(ada, '06:00', '12:00'), shift(grace, '12:00', '20:00')], []],
    ['a shift that ends where the time begins', [shift(alan, '05:00', '06:00'), ...before], []],
    ['a shift that begins where the time ends', [...before, shift(alan, '18:00', '19:00')], []],
    ['two shifts for one', [shift(ada, '06:00', '11:00'), shift(grace, '12:00', '18:00')], [ada]],
  ])('%s', (_case, after, people) => {
    expect(whoseDutiesChanged(before, after, week)).toEqual(people);
  });
});
