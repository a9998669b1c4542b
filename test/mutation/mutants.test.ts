import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { equivalents, isEquivalent, isSame } from './equivalent.ts';
import { families, isOf } from './equivalent-families.ts';
import { instrument, mutantsOf } from './mutants.ts';
import { optionsOf } from './options.ts';

/** What each mutant of a text changes, and into what. */
const changes = (source: string) => mutantsOf('a.ts', source).map(({ original, mutant }) => `${original} → ${mutant}`);

describe('the bugs that are planted', () => {
  it.each([
    ['a boundary', 'const isDue = at <= now;', ['at <= now → at < now', 'at <= now → at > now']],
    ['a condition', 'if (found) act();', ['found → true', 'found → false', 'act() → undefined']],
    ['a side that decides', 'const may = a && b;', ['a && b → a', 'a && b → b']],
    ['a member forgotten', 'const a = { ...(n !== undefined && { n }) };', ['n !== undefined && { n } → undefined']],
    ['a member', 'const a = { ...(is && { n }) };', ['is && { n } → undefined', 'is && { n } → { n }']],
    ['a default', 'const of = a ?? b;', ['a ?? b → a', 'a ?? b → b']],
    ['a small number', 'const after = 2;', ['2 → 3', '2 → 1']],
    ['a duration', 'const after = { seconds: 30 };', ['30 → 60', '30 → 15']],
    ['a sign', 'const at = -offset;', ['-offset → offset']],
    ['a sum', 'const all = a + b * c;', ['a + b * c → a - (b * c)', 'b * c → b / c']],
    ['a text is no sum', "const all = a + ' and';", []],
    ['a word', "const state = 'PENDING';", ["'PENDING' → 'Mutated'"]],
    ['a sentence is none', "const text = 'Nobody was told';", []],
    ['the larger of two', 'const most = Math.max(a, b);', ['Math.max(a, b) → Math.min(a, b)']],
    ['a step of a chain', 'const open = all.filter(isOpen);', ['all.filter(isOpen) → all']],
    ['a forgotten part of an update', 'const next = { ...alert, level };', [', level → (nothing)']],
    ['an anchor', 'const host = /^sns$/;', ['/^sns$/ → /sns$/', '/^sns$/ → /^sns/']],
    ['a type is no code', "type State = 'PENDING' | 3; const a = b as 3;", []],
    ['a loop must end', 'while (more) next();', ['more → false', 'next() → undefined']],
    ['what is only logged', "log.info('started');", []],
    [
      'an order, of whose numbers only the sign counts',
      'all.sort((a, b) => (is(a) ? -1 : is(b) ? 2 : 0));',
      [
        'all.sort((a, b) => (is(a) ? -1 : is(b) ? 2 : 0)) → undefined',
        'all.sort((a, b) => (is(a) ? -1 : is(b) ? 2 : 0)) → all',
        'is(a) → true',
        'is(a) → false',
        '-1 → 1',
        '1 → 0',
        'is(b) → true',
        'is(b) → false',
      ],
    ],
    [
      'a choice of numbers',
      'const sign = is ? -1 : 1;',
      ['is → true', 'is → false', '-1 → 1', '1 → 2', '1 → 0', '1 → 2', '1 → 0'],
    ],
  ])('%s', (_case, source, expected) => {
    expect(changes(source)).toEqual(expected);
  });

  it('stand where the line says', () => {
    const [mutant] = mutantsOf('a.ts', '// – é 😀\n\nconst a = b;\nconst isDue = a < 30.5 + b;\n');
    expect(mutant).toMatchObject({ line: 4, lineText: 'const isDue = a < 30.5 + b;' });
  });
});

describe('a source with a choice at every place', () => {
  const source = `
    const table = { a: [1, 2, 3].filter((n) => n > 1).map((n) => n * 2) };
    function pick(found, at) {
      if (found === 'NONE' || (at ?? 0) < 30) return undefined;
      return { ...found, at: found.list?.first.filter((n) => n >= 20)[0] ?? -1 };
    }
    return [table, pick('NONE'), pick({}, 40), pick({ list: { first: [10, 20, 30] } }, 40)];`;

  const run = (text: string, id: number) => new Function('mutated', text)((other: number) => other === id);
  // A return outside of a function is read in one.
  const wrapped = (text: string) => `function all() {${text}}`;
  const mutants = mutantsOf('a.ts', wrapped(source));
  const text = `${instrument(wrapped(source), mutants)} return all();`;

  it('does the same as the source while no mutant is tried', () => {
    expect(run(text, -1)).toEqual(run(source, -1));
  });

  it.each(mutants)(
    'does what the source with the change would do: $original → $mutant',
    ({ id, start, end, text: changed }) => {
      const outcome = (made: string, tried: number) => {
        try {
          return JSON.stringify(run(made, tried));
        } catch (error) {
          return String(error);
        }
      };
      const whole = wrapped(source);
      const planted = `${whole.slice(0, start)}(${changed})${whole.slice(end)} return all();`;
      expect(outcome(text, id)).toBe(outcome(planted, -1));
    },
  );
});

describe('the list of equivalent mutants', () => {
  it.each(equivalents)('names what is still made: $file $original → $mutant', (listed) => {
    const made = mutantsOf(listed.file, readFileSync(listed.file, 'utf8'));
    expect(made.filter((mutant) => isSame(listed, mutant))).not.toEqual([]);
    expect(listed.reason.length).toBeGreaterThan(20);
  });

  it('is short beside all that is made, and has families of what is still made', () => {
    const files = globSync('functions/{domain,usecases}/**/*.ts');
    const made = files.flatMap((file) => mutantsOf(file, readFileSync(file, 'utf8')));
    expect(made.filter(isEquivalent).length).toBeLessThan(0.024 * made.length);
    for (const family of families) {
      expect(made.filter((mutant) => isOf(family, mutant)).length).toBeGreaterThan(1);
      expect(family.reason.length).toBeGreaterThan(20);
    }
  });
});

describe('the command line', () => {
  it.each([
    [['--changed'], { changed: 'main' }],
    [['--changed', 'HEAD~3', '--minutes', '5'], { changed: 'HEAD~3', minutes: 5 }],
    [['--changed', '--max', '20'], { changed: 'main', max: 20 }],
    [
      ['--files', 'functions/domain/reply', 'functions/domain/alert'],
      { files: ['functions/domain/reply', 'functions/domain/alert'] },
    ],
  ])('%j', (args, expected) => {
    expect(optionsOf(args)).toMatchObject(expected);
  });

  it('tells a number that is none', () => {
    expect(() => optionsOf(['--minutes', 'ten'])).toThrow('--minutes takes a number, not "ten"');
  });
});
