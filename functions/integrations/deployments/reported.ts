import type { Link } from '../../domain/event/event.ts';
import { instantOf, parseInstant } from '../../domain/instants.ts';
import type { Instant } from '../../domain/time.ts';
import { text } from '../reader.ts';

/** A message of a pipeline, as it came. Names of headers are in lower case. */
export interface PipelineMessage {
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly now: Instant;
}

/** What a message says of a deployment. */
export interface Reported {
  /** Absent: when the message came. */
  readonly at?: Instant | undefined;
  readonly summary: string;
  readonly event?: string | undefined;
  readonly branch?: string | undefined;
  readonly revision?: string | undefined;
  readonly userEmail?: string | undefined;
  readonly userName?: string | undefined;
  readonly links?: readonly Link[] | undefined;
  readonly customDetails?: Readonly<Record<string, unknown>> | undefined;
  /** The same for a message that is sent again. */
  readonly delivery?: string | undefined;
}

/** A deployment, or why it is none; `isGreeting`: the tool only asks whether anybody is there. */
export type DeploymentReading =
  | { readonly kind: 'deployment'; readonly reported: Reported }
  | { readonly kind: 'none'; readonly why: string; readonly isGreeting?: true };

/** Turns a message of a tool into a deployment. Pure; throws InvalidInputError for what is no message of that tool. */
export type PipelineAdapter = (message: PipelineMessage) => DeploymentReading;

export const none = (why: string): DeploymentReading => ({ kind: 'none', why });

/** An address that mail could go to; tools write other things in its place. */
export function mailAddress(value: unknown): string | undefined {
  const found = text(value)?.toLowerCase();
  return found !== undefined && found.length <= 255 && /^[^\s@]+@[^\s@]+$/.test(found) ? found : undefined;
}

const branchPrefix = 'refs/heads/';
const tagPrefix = 'refs/tags/';

/** The branch or the tag that a Git reference names. */
export function referenceOf(ref: string): { readonly branch?: string; readonly name: string } {
  if (ref.startsWith(branchPrefix)) {
    const branch = ref.slice(branchPrefix.length);
    return { branch, name: branch };
  }
  return { name: ref.startsWith(tagPrefix) ? `tag ${ref.slice(tagPrefix.length)}` : ref };
}

/** `2020-11-02 12:55:12 UTC`, and with an offset, as Ruby writes it. */
const rubyTime = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}) (UTC|[+-]\d{4})$/;

/** A time as tools write it: ISO-8601, Ruby's form, or seconds since 1970; undefined for what names none. */
export function toolTime(value: unknown): Instant | undefined {
  if (typeof value === 'number') return isSeconds(value) ? instantOf(value * 1000) : undefined;
  const found = text(value);
  if (found === undefined) return undefined;
  const [, date, time, zone] = rubyTime.exec(found) ?? [];
  return parseInstant(date === undefined ? found : `${date}T${time}${zone === 'UTC' ? 'Z' : zone}`);
}

/** Years that can be written. */
const isSeconds = (value: number): boolean => value > 0 && value < 100_000_000_000;

/** The first line of what a commit says. */
export const headline = (message: unknown): string | undefined => text(text(message)?.split(/[\r\n]/, 1)[0]);

/** The first letters of a commit's hash, as people write it. */
export const shortRevision = (revision: string | undefined): string | undefined =>
  revision !== undefined && /^[0-9a-f]{40,64}$/i.test(revision) ? revision.slice(0, 8) : revision;
