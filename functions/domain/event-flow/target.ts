import { closest } from '../closest.ts';
import { parseCondition } from '../condition/parse.ts';
import { readPath } from '../path.ts';
import { fixedNames, isMembers } from './metadata.ts';

export type Steps = readonly (string | number)[];

/** A path of a rule, read: what follows `context`. */
export type ReadTarget =
  | { readonly ok: true; readonly steps: Steps }
  | { readonly ok: false; readonly problem: { readonly message: string; readonly position?: number } };

/** Members of an event that a flow may write. */
export const eventMembers: readonly string[] = [
  'eventType',
  'summary',
  'details',
  'alertKey',
  'priority',
  'severity',
  'links',
  'images',
  'labels',
  'services',
  'comments',
  'logs',
  'routingKey',
  'customDetails',
];
const mostSteps = 20;

const refused = (message: string, position?: number): ReadTarget => ({
  ok: false,
  problem: { message, ...(position !== undefined && { position }) },
});

/** Reads a path of a condition, such as `context.event.labels['app name']`; `event.…` is `context.event.…`. */
export function readSource(text: string): ReadTarget {
  const parsed = parseCondition(text.trim());
  if (!parsed.ok) return refused(parsed.problem.message, parsed.problem.position);
  const { condition } = parsed;
  const operand = condition.kind === 'value' ? condition.operand : undefined;
  if (operand?.kind !== 'path' || operand.root === 'alert')
    return refused('must be a path such as context.event.summary', 0);
  const steps = operand.root === 'event' ? ['event', ...operand.steps] : operand.steps;
  return steps.length > mostSteps ? refused(`must have at most ${mostSteps} members`) : { ok: true, steps };
}

/** Reads a path that a rule may write to: a member of the event, or a variable of the flow. */
export function readTarget(text: string): ReadTarget {
  const read = readSource(text);
  if (!read.ok) return read;
  const [first, member] = read.steps;
  if (typeof first !== 'string') return refused('must be a path such as context.event.summary');
  if (read.steps.includes('__proto__')) return refused('__proto__ is no member of anything');
  if (first !== 'event') return fixedNames.includes(first) ? refused(`context.${first} cannot be written`) : read;
  if (member === undefined || eventMembers.includes(String(member))) return read;
  const meant = closest(String(member), eventMembers);
  return refused(`an event has no member '${member}'${meant === undefined ? '' : `: did you mean ${meant}?`}`);
}

/**
 * The root with a value at the end of a path, everything else as it was; objects that are missing on the way are made. Items
 * of lists are replaced, never added. Undefined where the path leads through something that has no members.
 */
export function writtenAt(root: unknown, steps: Steps, value: unknown): unknown {
  const [step, ...rest] = steps;
  if (step === undefined) return value;
  if (Array.isArray(root)) {
    if (typeof step !== 'number' || !(step in root)) return undefined;
    const item = writtenAt(root[step], rest, value);
    return item === undefined ? undefined : root.with(step, item);
  }
  const isAbsent = root === undefined || root === null;
  if ((!isAbsent && !isMembers(root)) || typeof step === 'number' || step === '__proto__') return undefined;
  const inner = writtenAt(readPath(root, [step]), rest, value);
  return inner === undefined
    ? undefined
    : { ...(root as Readonly<Record<string, unknown>> | undefined), [step]: inner };
}
