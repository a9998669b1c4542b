import { Options, parseOptions } from '../lib/context.ts';
import { readStageFile, type StageFile, stageFileName } from '../lib/stage-file.ts';
import { placeOf, regionOf } from './aws/place.ts';
import { examine, faultsFirst, reportOf } from './doctor/examine.ts';
import { advice, type Facts, type Finding, fault, type Setting } from './doctor/facts.ts';
import { readConnect, readPush } from './doctor/read/connect.ts';
import { readMail } from './doctor/read/mail.ts';
import { readConcurrency, readOperation, readStacks } from './doctor/read/operation.ts';
import { readPeople } from './doctor/read/people.ts';
import { readPhones } from './doctor/read/phones.ts';
import { changeText, compareOptions } from './stage/compare.ts';
import { type Deployed, readDeployed } from './stage/deployed.ts';
import { readArguments } from './usage.ts';

const usage = `npx tocsin doctor <stage>
  Reads the account of a stage and changes nothing: says what is missing, what people lose by it, and what to do.
  Ends with 1 when there is a fault or something could not be read.`;

/** The command line: the stage. */
export const readDoctorArguments = (args: readonly string[]) => readArguments(args, {}, usage);

/** Says what is missing in the account of a stage. Answers the exit code. */
export async function runDoctor(args: readonly string[]): Promise<number> {
  const { stage } = readDoctorArguments(args);
  const file = fileOf(stage);
  const region = regionOf(file ?? {}, process.env);
  const place = await placeOf(stage, file ?? {}, region);
  const setting: Setting = { stage, ...place };
  const deployed = await readDeployed(stage, region);
  const options = file?.options ?? optionsOf(stage, deployed);
  console.log(`Tocsin ${stage} in account ${place.account}, ${region}\n`);
  const facts = await readFacts(options, setting, new Date());
  const findings = faultsFirst([...checkFile(stage, file, deployed), ...examine(facts, options, setting)]);
  console.log(reportOf(findings, Object.keys(facts).length));
  return findings.some(({ kind }) => kind !== 'ADVICE') ? 1 : 0;
}

/** Everything there is to know about a stage, asked at the same time. */
export async function readFacts(options: Options, setting: Setting, now: Date): Promise<Facts> {
  const account = Promise.all([
    readMail(options, setting),
    readPhones(options, setting, now),
    readConnect(options, setting),
    readPush(options, setting),
    readConcurrency(setting),
  ]);
  const { stacks, outputs } = await readStacks(setting);
  const isDeployed = stacks.known && stacks.value.core !== undefined;
  const [operation, people] = isDeployed
    ? await Promise.all([readOperation(options, setting, now), readPeople(setting, outputs)])
    : [{}, {}];
  const [mail, phones, connect, push, concurrency] = await account;
  return { stacks, concurrency, ...mail, ...phones, ...connect, ...push, ...operation, ...people };
}

function fileOf(stage: string): StageFile | undefined {
  try {
    return readStageFile(stage);
  } catch (error) {
    if (/^There is no /.test((error as Error).message)) return undefined;
    throw error;
  }
}

/** Without a file: as the stage was deployed. */
function optionsOf(stage: string, deployed: Deployed): Options {
  if (deployed.kind !== 'RECORDED') return parseOptions({ stage });
  // Another version may have options that this one does not know.
  const known = Object.entries(deployed.options).filter(([name]) => name in Options.shape);
  return parseOptions({ ...Object.fromEntries(known), stage });
}

/** Whether the file of the stage is there, and is what is deployed. */
export function checkFile(stage: string, file: StageFile | undefined, deployed: Deployed): readonly Finding[] {
  if (file === undefined) {
    return [
      fault(
        `There is no ${stageFileName(stage)}`,
        'the next deploy does not know which channels this one has',
        deployed.kind === 'RECORDED'
          ? `aws ssm get-parameter --name /tocsin/${stage}/options --query Parameter.Value --output text shows the "options" to write into it`
          : 'Copy stages/prod.example.json, and leave out what you do not have',
      ),
    ];
  }
  if (deployed.kind !== 'RECORDED') return [];
  const changes = compareOptions(deployed.options, file.options, parseOptions({}));
  if (changes.length === 0) return [];
  return [
    advice(
      `${stageFileName(stage)} is not what is deployed:\n${changes.map(changeText).join('\n')}`,
      'nothing yet; the next deploy makes it so',
      `npm run deploy -- ${stage}`,
    ),
  ];
}
