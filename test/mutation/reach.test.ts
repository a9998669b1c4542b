import { describe, expect, it } from 'vitest';
import { holds, type Kept, operators } from './reach.ts';

const test = 'test/domain/clock.test.ts';
const walked = 'functions/domain/walked.ts';
const loaded = 'functions/domain/loaded.ts';
const imported = 'functions/domain/imported.ts';

const hashes = { [test]: 'a', [walked]: 'a', [loaded]: 'a', [imported]: 'a' };
const kept: Kept = {
  operators,
  hashes,
  passed: true,
  milliseconds: 1,
  loaded: { [loaded]: [0] },
  tests: [{ id: '1', milliseconds: 1, reached: { [walked]: [0, 1] } }],
};
const asked = new Set([walked, loaded, imported]);

describe('what is known of a test file', () => {
  it.each([
    ['nothing has changed', hashes, asked, true],
    ['a source has changed that it imports and never comes through', { ...hashes, [imported]: 'b' }, asked, true],
    ['a source has changed that nobody asks about', { ...hashes, [walked]: 'b' }, new Set([loaded]), true],
    ['a source has changed that it comes through', { ...hashes, [walked]: 'b' }, asked, false],
    ['a source has changed that it comes through when it is loaded', { ...hashes, [loaded]: 'b' }, asked, false],
    ['a source came that is asked about', { ...hashes, new: 'a' }, new Set(['new']), false],
    ['the tests themselves have changed', { ...hashes, [test]: 'b' }, asked, false],
    ['what they are made of has changed', { ...hashes, 'test/support/world.ts': 'a' }, asked, false],
  ])('when %s', (_what, now, sources, expected) => {
    expect(holds(kept, now, sources)).toBe(expected);
  });

  it('does not hold when it failed, when other bugs are planted, or where there is nothing', () => {
    expect(holds({ ...kept, passed: false }, hashes, asked)).toBe(false);
    expect(holds({ ...kept, operators: 'others' }, hashes, asked)).toBe(false);
    expect(holds(undefined, hashes, asked)).toBe(false);
  });
});
