import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Item } from '../../local/aws/dynamodb/types.ts';
import type { Described } from '../infra/described.ts';
import { unpackFunctions } from './packed-functions.ts';
import type { Ending, Scene } from './story.ts';

/** A message that was waiting in a queue, or was being worked on. */
export interface WaitingMessage {
  /** Without stage and ending: `events`, `notifications`, … */
  readonly queue: string;
  readonly body: string;
  readonly groupId?: string;
}

/** An execution that was running, in which state, and with which input it had been started. */
export interface WaitingExecution {
  readonly name: string;
  readonly state: string;
  readonly input: { readonly v: number; readonly alertId: number; readonly generation: number };
}

/** A change of an item that the change feed had not seen. */
export interface UnreadChange {
  readonly eventName: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly newImage?: Item;
  readonly oldImage?: Item;
}

/** What one version of the code left behind where the story stops, and how it ended the story itself. */
export interface Recording {
  readonly version: number;
  readonly commit: string;
  readonly now: string;
  readonly scene: Scene;
  readonly items: readonly Item[];
  readonly messages: readonly WaitingMessage[];
  readonly executions: readonly WaitingExecution[];
  readonly changes: readonly UnreadChange[];
  readonly ending: Ending;
}

const folder = fileURLToPath(new URL('../fixtures/versions/', import.meta.url));

export const folderOf = (version: number): string => `${folder}${version}/`;

/** All versions that were recorded, oldest first. */
export const recordedVersions = (): number[] =>
  readdirSync(folder)
    .map(Number)
    .sort((a, b) => a - b);

export const readRecording = (version: number): Recording =>
  JSON.parse(readFileSync(`${folderOf(version)}recording.json`, 'utf8'));

/** What the templates of a version export and name, and the table's indexes; later templates must not take it back. */
export const readTemplates = (version: number): Described =>
  JSON.parse(readFileSync(`${folderOf(version)}templates.json`, 'utf8'));

export const readDefinition = (version: number): string =>
  readFileSync(`${folderOf(version)}escalation.asl.json`, 'utf8');

/** The folder of the functions of a version, as they were deployed. */
export const functionsOf = (version: number): Promise<string> =>
  unpackFunctions(readFileSync(`${folderOf(version)}functions.json.br`), String(version));
