import { parseArgs } from 'node:util';
import * as z from 'zod';
import { type Cloud, startCloud } from './cloud.ts';
import { showProgress } from './progress.ts';
import { seedDemo } from './seed.ts';

const usage = `npm start -- [options]
  --port 4010       where the API and the page listen; 0 takes a free port
  --ephemeral       keep everything in memory
  --data .tocsin    where state is kept otherwise
  --seed demo       demo: people, policies and sources to play with; none: user 1 and its key only
  --now INSTANT     where the clock starts, such as 2026-03-29T00:00:00Z
  --clock still     time stands still until it is advanced
  --limits          keep rate limits on
  --canary-patience 10  real seconds until the canary gives a station up
LOG=1 npm start shows what the functions log.`;

const Options = z.object({
  port: z.coerce.number().int().min(0).max(65_535).default(4010),
  ephemeral: z.boolean().default(false),
  data: z.string().min(1).default('.tocsin'),
  seed: z.enum(['demo', 'none']).default('demo'),
  now: z
    .string()
    .refine((text) => !Number.isNaN(Date.parse(text)), 'is not an instant such as 2026-03-29T00:00:00Z')
    .optional(),
  clock: z.enum(['running', 'still']).default('running'),
  limits: z.boolean().default(false),
  'canary-patience': z.coerce.number().int().min(1).max(60).optional(),
});
type Options = z.infer<typeof Options>;

/** Reads the command line; on anything it does not know it prints how to start and ends the process. */
function readOptions(): Options {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string' },
        ephemeral: { type: 'boolean' },
        data: { type: 'string' },
        seed: { type: 'string' },
        now: { type: 'string' },
        clock: { type: 'string' },
        limits: { type: 'boolean' },
        'canary-patience': { type: 'string' },
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    return Options.parse(values);
  } catch (error) {
    console.error(`${error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message}\n\n${usage}`);
    process.exit(2);
  }
}

/** On a signal; and with the program that has started it, where there is a channel to that. */
function endInOrder(cloud: Cloud) {
  let ending = false;
  const end = () => {
    if (ending) process.exit(1);
    ending = true;
    cloud.close().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('disconnect', end);
}

// As on Lambda, whose functions run in threads of this process.
process.env.TZ = 'UTC';

const options = readOptions();
console.log('Tocsin starts on this machine …');
const progress = showProgress((line) => console.log(line));
try {
  const cloud = await startCloud({
    port: options.port,
    dataDir: options.ephemeral ? undefined : options.data,
    startAt: options.now === undefined ? undefined : Date.parse(options.now),
    still: options.clock === 'still',
    limits: options.limits,
    canaryPatience: options['canary-patience'],
    showLogs: process.env.LOG === '1',
    // Without a seed a program has started it, which mostly looks at no page.
    withConsole: options.seed === 'demo',
    progress,
  });
  endInOrder(cloud);
  const hints = options.seed === 'demo' ? await progress.during('Setting up the demo', seedDemo(cloud.url)) : '';
  console.log(`Tocsin is ready at ${cloud.url}`);
  console.log(
    `The console is there, too: ${cloud.url}/ (sign in as admin@example.com; mails arrive at ${cloud.url}/_local/)`,
  );
  console.log(hints);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
