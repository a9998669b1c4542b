import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { nearestName, Options, optionProblems, parseOptions } from './context.ts';

/** Where the options of the deployments are: one file for each, named after its stage. */
export const stagesFolder = fileURLToPath(new URL('../stages', import.meta.url));

/** Where a deployment is. A file that says so is never deployed anywhere else. */
const Place = z.object({
  account: z
    .string()
    .regex(/^\d{12}$/, 'is not the number of an AWS account (twelve digits, as text)')
    .optional(),
  region: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z]+)+-\d$/, 'is not an AWS Region')
    .optional(),
});
type Place = z.infer<typeof Place>;

export interface StageFile extends Place {
  readonly options: Options;
}

/** Not in a stage's file: its name says the stage, and templates without functions are no deployment. */
const elsewhere: Readonly<Record<string, string>> = {
  stage: 'is said by the name of the file',
  bundling: 'is for cdk synth only',
};

export const stageFileName = (stage: string): string => `stages/${stage}.json`;

/** Reads what a stage's file says. Throws one message that names every wrong member. */
export function parseStageFile(stage: string, text: string): StageFile {
  const content = jsonObject(stage, text);
  const place = Place.safeParse(content);
  const { account, region, ...options } = content;
  const known = [...Object.keys(Options.shape), ...Object.keys(Place.shape)];
  const problems = [
    ...(stage === 'local' ? ['  local is the stage of the local cloud (npm start), and of no other'] : []),
    ...(place.error?.issues ?? []).map((issue) => `  ${issue.path.join('.')}: ${issue.message}`),
    ...Object.keys(options).flatMap((name) => (elsewhere[name] === undefined ? [] : [`  ${name}: ${elsewhere[name]}`])),
    ...Object.keys(options)
      .filter((name) => !known.includes(name))
      .map((name) => `  ${name}: is not an option of Tocsin${nearestName(name, known)}`),
    ...optionProblems({ ...only(known, options), stage }),
  ];
  if (problems.length > 0) throw new Error(`${stageFileName(stage)} is wrong:\n${problems.join('\n')}`);
  return { ...place.data, options: parseOptions({ ...options, stage }) };
}

/** The text of a stage's file with some members changed, or taken out where the value is undefined. */
export function editStageFile(stage: string, text: string, changes: Readonly<Record<string, unknown>>): string {
  const content = { ...jsonObject(stage, text), ...changes };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/** The text of a stage's file. Throws what to do when there is none. */
export function stageFileText(stage: string, folder = stagesFolder): string {
  const file = path.join(folder, `${stage}.json`);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  const others = stagesIn(folder);
  throw new Error(
    `There is no ${stageFileName(stage)}, which says what this deployment consists of.\n` +
      (others.length === 0 ? '' : `There are files for: ${others.join(', ')}. `) +
      'For a new deployment, copy stages/prod.example.json and leave out what you do not have (docs/deploy.md).',
  );
}

/** What a stage's file says. */
export const readStageFile = (stage: string, folder = stagesFolder): StageFile =>
  parseStageFile(stage, stageFileText(stage, folder));

/** What the file of a stage holds, if there is one, as context options: below those that are given to cdk. */
export function contextOfStage(stage: string, folder = stagesFolder): Readonly<Record<string, unknown>> {
  return stagesIn(folder).includes(stage) ? readStageFile(stage, folder).options : {};
}

/** The stages that have a file. A dot makes a file an example. */
const stagesIn = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder).flatMap((name) => /^([a-z][a-z0-9-]*)\.json$/.exec(name)?.[1] ?? []) : [];

function jsonObject(stage: string, text: string): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new Error(`${stageFileName(stage)} is not JSON: ${(error as Error).message}`);
  }
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return { ...content };
  throw new Error(`${stageFileName(stage)} is not an object of options: { "ownerEmail": "you@example.com" }`);
}

const only = (names: readonly string[], content: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(content).filter(([name]) => names.includes(name)));
