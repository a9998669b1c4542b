import { describe, expect, it } from 'vitest';
import { loadedOnce } from './loaded-once.ts';
import { mutantsOf } from './mutants.ts';
import { holds, type Kept, operators, reachIn } from './reach.ts';

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

describe('what is outside of any function', () => {
  const source = `
    const within = 30;
    const most = { ten: 10, twenty: 20 };
    const isDue = (at: number) => at < within;
    export function next(at = 40) { return at + 50; }
  `;
  const mutants = mutantsOf('a.ts', source);
  const once = loadedOnce(mutants, () => source);

  it('is come through once, when the file is loaded', () => {
    const originals = mutants.filter(({ id }) => once.has(id)).map(({ original }) => original);
    expect(new Set(originals)).toEqual(new Set(['30', '10', '20']));
  });

  it('is tried with all tests of a file, also where the first of them has loaded it', () => {
    const [outside = -1] = once;
    const inside = mutants.find(({ id }) => !once.has(id))?.id ?? -1;
    const first = { id: 'first', milliseconds: 1, reached: [outside, inside] };
    const second = { id: 'second', milliseconds: 1, reached: [] };
    const file = { file: 'a.test.ts', passed: true, milliseconds: 5, loaded: [], tests: [first, second] };
    const reach = reachIn([file], once);
    expect(reach.get(outside)).toMatchObject([{ testIds: ['first', 'second'], isLoaded: true }]);
    expect(reach.get(inside)).toMatchObject([{ testIds: ['first'], isLoaded: false }]);
  });
});
