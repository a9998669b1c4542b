import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { editStageFile, parseStageFile, stageFileName, stageFileText, stagesFolder } from '../lib/stage-file.ts';
import { placeOf, regionOf } from './aws/place.ts';
import { type Deployed, readDeployed } from './stage/deployed.ts';
import { planDeploy } from './stage/plan-deploy.ts';
import { readArguments, UsageError } from './usage.ts';

const usage = `npm run deploy -- <stage> [options]
  Deploys by stages/<stage>.json. What a deploy would take away is shown first, and has to be agreed to.
  --set voice=connect     writes an option into the stage's file, then deploys
  --drop mailFrom         takes an option out of the file and agrees to what people lose by that
  --new                   builds the first deployment of this stage in this account and Region
  --dry-run               shows what would be done and does nothing
  --unchecked             goes on when the options of the last deploy cannot be read
  --yes                   does not ask before permissions change (cdk --require-approval never)`;

/** What the command does to the outside. */
export interface DeployWorld {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly placeOf: typeof placeOf;
  readonly readDeployed: (stage: string, region: string) => Promise<Deployed>;
  readonly cdk: (args: readonly string[], environment: NodeJS.ProcessEnv) => Promise<number>;
  readonly say: (text: string) => void;
}

/** Deploys a stage by its file, unless that would take something away that nobody agreed to. Answers the exit code. */
export async function runDeploy(args: readonly string[], world: DeployWorld = real): Promise<number> {
  const { stage, values, edits } = readDeployArguments(args);
  const before = stageFileText(stage, world.folder);
  const wanted = Object.keys(edits).length === 0 ? before : editStageFile(stage, before, edits);
  const { options, ...where } = parseStageFile(stage, wanted);
  const region = regionOf(where, world.environment);
  const place = await world.placeOf(stage, where, region);

  const { lines, refusal } = planDeploy({
    stage,
    place,
    options,
    deployed: await world.readDeployed(stage, region),
    named: Object.keys(edits),
    isNew: values.new === true,
    unchecked: values.unchecked === true,
  });
  for (const line of lines) world.say(line);
  if (refusal !== undefined) throw new Error(`\n${refusal}\nNothing was deployed.`);

  const after =
    where.account === undefined || where.region === undefined
      ? editStageFile(stage, wanted, { account: place.account, region })
      : wanted;
  const cdkArgs = cdkArguments(stage, values.yes === true);
  if (values['dry-run']) {
    world.say(
      `Nothing was done. It would ${after === before ? '' : `change ${stageFileName(stage)} and `}run: cdk ${cdkArgs.join(' ')}`,
    );
    return 0;
  }
  if (after !== before) {
    writeFileSync(path.join(world.folder, `${stage}.json`), after);
    world.say(`${stageFileName(stage)} was changed: keep it (commit it) with your deployment.`);
  }
  const code = await world.cdk(cdkArgs, { ...world.environment, AWS_REGION: region, AWS_DEFAULT_REGION: region });
  if (code === 0) world.say(`\nDeployed. What is missing in the account: npx tocsin doctor ${stage}`);
  return code;
}

const flags = {
  set: { type: 'string', multiple: true },
  drop: { type: 'string', multiple: true },
  new: { type: 'boolean' },
  'dry-run': { type: 'boolean' },
  unchecked: { type: 'boolean' },
  yes: { type: 'boolean' },
} as const;

/** The command line: the stage, the flags, and what is to be changed in the stage's file. */
export function readDeployArguments(args: readonly string[]) {
  const { stage, values } = readArguments(args, flags, usage);
  const dropped = Object.fromEntries((values.drop ?? []).map((name) => [name, undefined]));
  return { stage, values, edits: { ...settings(values.set ?? []), ...dropped } };
}

/** `name=value`, with the flags and numbers of JSON where the value is one. */
function settings(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name, value] = /^([A-Za-z]+)=(.*)$/s.exec(pair) ?? [];
      if (name === undefined || value === undefined) throw new UsageError(`--set ${pair} is not name=value.`, usage);
      return [name, /^(true|false|\d{1,9})$/.test(value) ? JSON.parse(value) : value];
    }),
  );
}

const cdkArguments = (stage: string, yes: boolean): string[] => [
  ...['deploy', '--all', '--no-notices', '-c', `stage=${stage}`],
  ...(yes ? ['--require-approval', 'never'] : []),
];

/** Runs the CDK that this project has, without a shell. */
function runCdk(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const program = fileURLToPath(new URL('../node_modules/aws-cdk/bin/cdk', import.meta.url));
  const child = spawn(process.execPath, [program, ...args], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: environment,
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

const real: DeployWorld = {
  folder: stagesFolder,
  environment: process.env,
  placeOf,
  readDeployed,
  cdk: runCdk,
  say: console.log,
};
