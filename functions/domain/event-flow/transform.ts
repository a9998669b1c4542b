import type { NormalisedEvent } from '../event/event.ts';
import { eventRoot } from '../event/event-root.ts';
import { readPath } from '../path.ts';
import { readForms } from '../template/forms.ts';
import { type Budget, render } from '../template/render.ts';
import type { FlowContext } from './event-flow.ts';
import { eventFrom } from './event-from.ts';
import { isMembers, type TransformRule } from './metadata.ts';
import { readSource, readTarget, type Steps, writtenAt } from './target.ts';
import { formsOf } from './template-value.ts';

/** An event on its way, and what the nodes it came by have set. */
export interface OnTheWay {
  readonly event: NormalisedEvent;
  readonly context: FlowContext;
}

/** What templates may do, and how an event is kept within its bounds. */
export interface TransformMeans {
  readonly budget: Budget;
  readonly bounded: (event: NormalisedEvent) => NormalisedEvent;
}

type Made<T> = ({ readonly ok: true } & T) | { readonly ok: false; readonly why: string };

const cannot = (why: string): { readonly ok: false; readonly why: string } => ({ ok: false, why });
const made = (value: unknown): Made<{ readonly value: unknown }> => ({ ok: true, value });

/** Variables of a flow take at most so many characters of JSON. */
const mostOfVariables = 4_000;
/** What is copied into itself must not get deeper than bodies are. */
const deepest = 64;

/** What conditions and templates of a flow see. */
export const rootOf = ({ context, event }: OnTheWay): Record<string, unknown> => ({
  ...context,
  event: eventRoot(event),
});

/**
 * The event after one rule, within its bounds, or why the rule was left out: an event that no rule fits is as it was, never
 * lost.
 */
export function applyRule(rule: TransformRule, way: OnTheWay, means: TransformMeans): Made<OnTheWay> {
  const target = readTarget(rule.target);
  if (!target.ok) return cannot(`${rule.target}: ${target.problem.message}`);
  const root = rootOf(way);
  const value = valueFor(rule, root, target.steps, means);
  if (!value.ok) return value;
  const written = writtenAt(root, target.steps, value.value);
  if (!isMembers(written)) return cannot(`${rule.target} cannot be reached`);
  const { event: newEvent, ...context } = written;
  const from = eventFrom(newEvent, way.event);
  if ('why' in from) return cannot(from.why);
  if (isDeeper(written, deepest)) return cannot(`the event would be nested deeper than ${deepest} levels`);
  if (JSON.stringify(context).length > mostOfVariables) return cannot('the variables would be too large');
  return { ok: true, event: means.bounded(from.event), context: context as FlowContext };
}

function valueFor(
  rule: TransformRule,
  root: Readonly<Record<string, unknown>>,
  target: Steps,
  { budget }: TransformMeans,
): Made<{ readonly value: unknown }> {
  switch (rule.operator) {
    case 'SET':
      return rule.value === undefined ? cannot('has no value') : made(rule.value);
    case 'COPY':
      return sourceOf(rule, root);
    case 'MAP':
      return mapped(rule, root);
    case 'TEMPLATE':
      return rendered(rule.value, root, budget);
    case 'MERGE':
      return merged(rule.properties ?? {}, readPath(root, target));
    case 'APPEND_ARRAY':
      return appended(rule.items, readPath(root, target));
    default:
      return cannot(`${rule.operator} is no operator`);
  }
}

function sourceOf(
  { source }: TransformRule,
  root: Readonly<Record<string, unknown>>,
): Made<{ readonly value: unknown }> {
  if (source === undefined) return cannot('has no source');
  const read = readSource(source);
  if (!read.ok) return cannot(`${source}: ${read.problem.message}`);
  const value = readPath(root, read.steps);
  return value === undefined || value === null ? cannot(`${source} is not there`) : made(value);
}

/** The mapped value of what stands at the source: that of the same text, else of the same in another case, else the default. */
function mapped(rule: TransformRule, root: Readonly<Record<string, unknown>>): Made<{ readonly value: unknown }> {
  const found = sourceOf(rule, root);
  const text = found.ok && typeof found.value !== 'object' ? String(found.value).trim() : undefined;
  const mappings = Object.entries(rule.mapping ?? {});
  const hit =
    text === undefined
      ? undefined
      : (mappings.find(([from]) => from.trim() === text) ??
        mappings.find(([from]) => from.trim().toLowerCase() === text.toLowerCase()));
  const value = hit?.[1] ?? rule.default;
  if (value !== undefined && value !== null) return made(value);
  return found.ok ? cannot(`nothing is mapped to '${String(text ?? rule.source).slice(0, 100)}'`) : found;
}

function rendered(
  value: unknown,
  root: Readonly<Record<string, unknown>>,
  budget: Budget,
): Made<{ readonly value: unknown }> {
  const forms = formsOf(value);
  const read = forms && readForms(forms);
  if (read === undefined) return cannot('has no template');
  if (!read.ok) return cannot(`its template cannot be read: ${read.problem.message}`);
  const text = read.template === undefined ? '' : render(read.template, [{ context: root, event: root.event }], budget);
  return text.trim() === '' ? cannot('its template says nothing') : made(text);
}

function merged(properties: Readonly<Record<string, unknown>>, into: unknown): Made<{ readonly value: unknown }> {
  if (into !== undefined && into !== null && !isMembers(into)) return cannot('there is no object to merge into');
  return made({ ...into, ...properties });
}

function appended(items: readonly unknown[], to: unknown): Made<{ readonly value: unknown }> {
  if (to !== undefined && to !== null && !Array.isArray(to)) return cannot('there is no list to append to');
  return made([...(to ?? []), ...items]);
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((member) => isDeeper(member, levels - 1));
}
