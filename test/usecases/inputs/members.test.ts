import { describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { DateTime, Id, line, Name, Teams, text } from '../../../functions/usecases/inputs.ts';

const problemOf = (schema: ZodType, value: unknown) => schema.safeParse(value).error?.issues[0]?.message;

describe('a member that many inputs have', () => {
  it.each<[string, ZodType, unknown, string | undefined]>([
    ['a name of one character', Name, 'x', undefined],
    ['a name of 255', Name, 'x'.repeat(255), undefined],
    ['a name of 256', Name, 'x'.repeat(256), 'must have at most 255 characters'],
    ['no name', Name, '', 'must not be empty'],
    ['a name of blanks', Name, ' \u00a0 ', 'must not be blank'],
    ['a line with blanks around', line(3), ' x ', undefined],
    ['a line with a bell', line(3), 'x\u0007', 'must not contain control characters'],
    ['two lines', line(3), 'x\ny', 'must not contain control characters'],
    ['two lines where any will do', text(3), 'x\ny', undefined],
    ['a text that says nothing', text(3), '', undefined],
    ['a text that is too long', text(3), 'x\nyz', 'must have at most 3 characters'],
    ['an id', Id, 1, undefined],
    ['no owners', Teams, null, undefined],
    ['sixty owners', Teams, Array(60).fill({ id: 1, name: 'x' }), undefined],
    ['a time of forty characters', DateTime, `2026-11-21T20:30:00.${'0'.repeat(19)}Z`, undefined],
    ['a time without one', DateTime, '2026-11-21T20:30:00', 'must be an ISO-8601 date-time with a zone or offset'],
    ['a time that is too long', DateTime, `2026-11-21T20:30:00.${'0'.repeat(20)}Z`, 'must have at most 40 characters'],
  ])('%s', (_what, schema, value, problem) => {
    expect(problemOf(schema, value)).toBe(problem);
  });

  it.each([0, -1, 1.5, '1', null])('is no id: %j', (id) => {
    expect(Id.safeParse(id).success).toBe(false);
  });

  it('is no list of more than sixty owners', () => {
    expect(Teams.safeParse(Array(61).fill({ id: 1 })).success).toBe(false);
  });

  it('says a time as the instant it is', () => {
    expect(DateTime.parse('2026-11-21T20:30:00+01:00')).toBe('2026-11-21T19:30:00.000Z');
  });
});
