import { describe, expect, it } from 'vitest';
import {
  allows,
  firstBeyond,
  readScopes,
  Scope,
  StoredScope,
  scopeNames,
} from '../../functions/domain/access/scope.ts';

describe('a scope', () => {
  it.each<[Scope, Scope, boolean]>([
    ['alert', 'alert:r', true],
    ['alert:r', 'alert', true],
    ['alert:r', 'alert:w', false],
    ['alert:w', 'alert:r', true],
    ['alert:w', 'alert:w', true],
    ['alert:w', 'alert:d', false],
    ['alert:d', 'alert:w', true],
    ['alert:d', 'alert:r', true],
    ['alert:d', 'source:r', false],
    ['source:d', 'alert:r', false],
    ['metric:r', 'metric_source:r', false],
    ['profile', 'profile:r', true],
    ['profile', 'profile:w', false],
    ['profile:d', 'user:r', false],
    ['user', 'profile:r', true],
    ['user:r', 'profile:w', false],
    ['user:w', 'profile:w', true],
    ['offline_access', 'alert:r', false],
  ])('%s allows %s: %s', (held, needed, expected) => expect(allows([held], needed)).toBe(expected));

  it('allows what it names and nothing of another name, but for oneself among users', () => {
    for (const held of scopeNames)
      for (const needed of scopeNames) {
        const isWithin = held === needed || (held === 'user' && needed === 'profile');
        expect([held, needed, allows([`${held}:d`], `${needed}:r`)]).toEqual([held, needed, isWithin]);
      }
  });

  it('of a newer version allows nothing that this one knows', () => {
    for (const needed of scopeNames) expect(allows(['future:d' as Scope], `${needed}:r`)).toBe(false);
  });
});

it('a scope that is asked for is known, one that was kept need not be', () => {
  for (const scope of ['alert', 'alert:r', 'metric_source:d', 'offline_access']) expect(Scope.parse(scope)).toBe(scope);
  for (const scope of ['alert:x', 'nothing', '']) expect(Scope.safeParse(scope).success).toBe(false);
  expect(StoredScope.parse('future:d')).toBe('future:d');
});

describe('several scopes', () => {
  it('allow what one of them allows; no list allows everything, an empty one nothing', () => {
    expect(allows(['source:r', 'alert:w'], 'alert:r')).toBe(true);
    expect(allows(undefined, 'account:d')).toBe(true);
    expect(allows([], 'profile:r')).toBe(false);
  });

  it.each<[readonly Scope[] | undefined, readonly Scope[], Scope | undefined]>([
    [['alert:w'], ['alert:r', 'alert:w'], undefined],
    [['alert:w'], ['alert:r', 'alert:d'], 'alert:d'],
    [['alert:w'], ['source'], 'source'],
    [['alert:w'], ['alert:r', 'source', 'team:r'], 'source'],
    [undefined, ['account:d'], undefined],
    [['alert:w'], [], undefined],
  ])('%j go as far as %j but for %j', (held, wanted, beyond) => expect(firstBeyond(held, wanted)).toBe(beyond));

  it.each<[string, readonly string[] | undefined]>([
    ['profile source:w offline_access', ['profile', 'source:w', 'offline_access']],
    ['  alert:r  alert:r ', ['alert:r']],
    ['', undefined],
    [' ', undefined],
    ['alert:x', undefined],
    ['alert:r:w', undefined],
    ['alert:', undefined],
    ['ALERT', undefined],
    ['alert,source', undefined],
    ['alert\tsource', undefined],
    ['constructor', undefined],
    ['alert:r nothing', undefined],
  ])('are read from %j as %j', (text, expected) => expect(readScopes(text)).toEqual(expected));
});
