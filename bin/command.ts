import { runAfterRestore } from './after-restore.ts';
import { runDeploy } from './deploy.ts';
import { runDoctor } from './doctor.ts';
import { HelpAsked, UsageError } from './usage.ts';

const usage = `npx tocsin <command> <stage>

  deploy <stage>          deploys by stages/<stage>.json, and says first what that would take away
  doctor <stage>          says what is missing in the account, what people lose by it, and what to do
  after-restore <stage>   brings a restored table in line with what has happened since (docs/runbook.md)

npx tocsin <command> --help says more. docs/deploy.md leads from an empty account to the first page.`;

/** What each command does with its arguments; the answer is the exit code. */
const commands: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  deploy: runDeploy,
  doctor: runDoctor,
  'after-restore': runAfterRestore,
};

async function run([name = '--help', ...args]: string[]): Promise<number> {
  const command = commands[name];
  if (command !== undefined) return command(args);
  const isAsked = name === '--help' || name === 'help';
  (isAsked ? console.log : console.error)(isAsked ? usage : `${name} is not a command.\n\n${usage}`);
  return isAsked ? 0 : 2;
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  const isHelp = error instanceof HelpAsked;
  (isHelp ? console.log : console.error)(error instanceof Error ? error.message : error);
  process.exitCode = isHelp ? 0 : error instanceof UsageError ? 2 : 1;
}
