import { parseArgs } from 'node:util';

export interface Options {
  readonly files: readonly string[];
  /** The tests that are run; none named: all that are near enough. */
  readonly tests: readonly string[];
  /** The revision whose differences are looked at. */
  readonly changed?: string;
  readonly minutes?: number;
  readonly max?: number;
  readonly seed: number;
  readonly workers: number;
  readonly survivors: boolean;
  /** Whether what was found by a run that was stopped still counts. */
  readonly resume: boolean;
  readonly atLeast?: number;
  readonly list: boolean;
}

export const usage = `npm run mutate -- [options]
  --files GLOB       the sources in which bugs are planted (default: functions/domain and functions/usecases); again for more
  --changed [REV]    only in files that differ from REV (default: main)
  --tests GLOB       only these tests: quicker, and a lower bound of the score; again for more
  --minutes N        begin nothing new after that time; what was tried by then is an even sample
  --max N            try at most so many
  --seed N           another sample (default: 1)
  --survivors        only those that nobody noticed the last time they were tried
  --resume           go on with a run that was stopped: what has a verdict for the same source text keeps it
  --workers N        processes side by side (default: 1)
  --at-least N       fail when the score is lower
  --list             only list the bugs that would be planted`;

/** Reads the command line; a number that is none is told, not guessed. */
export function optionsOf(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: args.map((arg, index) =>
      arg === '--changed' && (args[index + 1] ?? '-').startsWith('-') ? '--changed=main' : arg,
    ),
    allowPositionals: true,
    options: {
      files: { type: 'string', multiple: true },
      tests: { type: 'string', multiple: true },
      changed: { type: 'string' },
      minutes: { type: 'string' },
      max: { type: 'string' },
      seed: { type: 'string', default: '1' },
      workers: { type: 'string', default: '1' },
      survivors: { type: 'boolean', default: false },
      resume: { type: 'boolean', default: false },
      'at-least': { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) throw new Error(usage);
  const number = (name: 'minutes' | 'max' | 'seed' | 'workers' | 'at-least') => {
    const text = values[name];
    if (text === undefined) return undefined;
    const value = Number(text);
    if (!(value >= 0)) throw new Error(`--${name} takes a number, not "${text}"\n${usage}`);
    return value;
  };
  const globs = [...(values.files ?? []), ...positionals];
  return {
    files: globs.length > 0 ? globs : ['functions/domain/**/*.ts', 'functions/usecases/**/*.ts'],
    tests: values.tests ?? [],
    ...(values.changed !== undefined && { changed: values.changed }),
    minutes: number('minutes'),
    max: number('max'),
    seed: number('seed') ?? 1,
    workers: number('workers') || 1,
    survivors: values.survivors,
    resume: values.resume,
    atLeast: number('at-least'),
    list: values.list,
  };
}
