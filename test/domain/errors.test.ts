import { describe, expect, it } from 'vitest';
import {
  AlreadyRecordedError,
  ConflictError,
  DomainError,
  ForbiddenError,
  IdCollisionError,
  InvalidInputError,
  NotFoundError,
  type PlaceName,
  StillNamedError,
  StillUsedError,
  VersionConflictError,
} from '../../functions/domain/errors.ts';

describe('an error', () => {
  it.each<[DomainError, string, string, string]>([
    [new DomainError('GONE', 'over'), 'DomainError', 'GONE', 'over'],
    [
      new InvalidInputError('levels[0].users', 'is required'),
      'InvalidInputError',
      'INVALID',
      'levels[0].users: is required',
    ],
    [new InvalidInputError('', 'is no JSON'), 'InvalidInputError', 'INVALID', 'is no JSON'],
    [new NotFoundError('alert', 7), 'NotFoundError', 'NOT_FOUND', 'alert 7 was not found'],
    [new ForbiddenError('no'), 'ForbiddenError', 'FORBIDDEN', 'no'],
    [new ConflictError('in use'), 'ConflictError', 'CONFLICT', 'in use'],
    [new VersionConflictError('alert 7'), 'VersionConflictError', 'BUSY', 'alert 7 changed meanwhile'],
    [new IdCollisionError('alert 7'), 'IdCollisionError', 'BUSY', 'alert 7 exists already'],
    [new AlreadyRecordedError('e1'), 'AlreadyRecordedError', 'CONFLICT', 'event e1 was processed before'],
  ])('%s has its name, its code and its words', (error, name, code, message) => {
    expect(error).toMatchObject({ name, code, message });
    expect(error).toBeInstanceOf(DomainError);
  });

  it('names its field, and keeps its cause', () => {
    const cause = new Error('why');
    expect(new InvalidInputError('url', 'is none', { cause })).toMatchObject({ field: 'url', cause });
    expect(new DomainError('BUSY', 'x', { cause }).cause).toBe(cause);
  });
});

describe('a person who is still named', () => {
  const place = (id: number, facts: Partial<PlaceName> = {}): PlaceName => ({
    kind: 'policy',
    id,
    name: `P${id}`,
    ...facts,
  });

  it('is said to be named where, by name as far as it may be known', () => {
    const places = [place(1), place(2, { kind: 'schedule', name: undefined }), place(3, { kind: 'team' })];
    const error = new StillNamedError('role', 5, places);
    expect(error).toMatchObject({ name: 'StillNamedError', code: 'CONFLICT', field: 'role', places });
    expect(error.message).toBe(
      'role: user 5 is named by escalation policy 1 "P1", schedule 2, team 3 "P3": take them out there first, or repeat this with ?force=true',
    );
  });

  it('is named by five places in the message, each by no more than sixty letters of its name', () => {
    const long = Array.from({ length: 7 }, (_, index) => place(index, { name: 'x'.repeat(61) }));
    const { message, places } = new StillNamedError('', 5, long);
    expect(message).toContain(`policy 4 "${'x'.repeat(60)}" and 2 more: take`);
    expect(message).toMatch(/^user 5 is named by/);
    expect(message).not.toContain('policy 5');
    expect(places).toHaveLength(7);
    expect(new StillNamedError('', 5, long.slice(0, 5)).message).not.toContain('more');
  });
});

it('what is still used says by what', () => {
  const places = [{ kind: 'source', id: 5, name: 'Prometheus' }];
  const error = new StillUsedError('is still used by Prometheus', places);
  expect(error).toMatchObject({ name: 'StillUsedError', message: 'is still used by Prometheus', places });
  expect(error).toBeInstanceOf(ConflictError);
});
