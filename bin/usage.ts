import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command line is wrong: the message says how, and how it is meant to be. */
export class UsageError extends Error {
  constructor(message: string, usage: string) {
    super(`${message}\n\n${usage}`);
    this.name = 'UsageError';
  }
}

/** Somebody wants to read how it is meant to be. */
export class HelpAsked extends Error {}

type Flags = NonNullable<ParseArgsConfig['options']>;
type Values<F extends Flags> = ReturnType<typeof parseArgs<{ options: F }>>['values'];

const common = { stage: { type: 'string' }, help: { type: 'boolean' } } as const;

/** Reads a command line of the form `<stage> [flags]`. The stage is named, never guessed. */
export function readArguments<F extends Flags>(
  args: readonly string[],
  flags: F,
  usage: string,
  stageWithout: (values: Values<F>) => string | undefined = () => undefined,
): { readonly stage: string; readonly values: Values<F> } {
  const { values: all, positionals } = parsed(args, flags, usage);
  const { stage: flag, help } = all as { stage?: string; help?: boolean };
  if (help) throw new HelpAsked(usage);
  const values = all as Values<F>;
  const [stage = stageWithout(values), ...more] = [...(flag === undefined ? [] : [flag]), ...positionals];
  if (stage === undefined) throw new UsageError('Which stage? It is never guessed.', usage);
  if (more.length > 0) throw new UsageError(`One stage at a time, not ${[stage, ...more].join(' and ')}.`, usage);
  if (!/^[a-z][a-z0-9-]{0,15}$/.test(stage)) throw new UsageError(`${stage} is not the name of a stage.`, usage);
  return { stage, values };
}

function parsed(args: readonly string[], flags: Flags, usage: string) {
  if (args.some((arg) => /^(-c|--context)(=|$)/.test(arg))) {
    throw new UsageError(
      "-c is forgotten by the next deploy. Write it into the stage's file: --set name=value.",
      usage,
    );
  }
  try {
    return parseArgs({ args: [...args], options: { ...flags, ...common }, allowPositionals: true });
  } catch (error) {
    throw new UsageError((error as Error).message, usage);
  }
}
