import { referencesOf } from '../condition/asked.ts';
import { parseCondition } from '../condition/parse.ts';
import { millisecondsIn } from '../instants.ts';
import { flowBounds, longestWait } from './bounds.ts';
import { type Findings, type FlowFindings, type FlowReference, isMissing, listIn, wrong } from './findings.ts';
import type { SentNode } from './identify.ts';
import { fixedNames, isMembers } from './metadata.ts';
import { examineRules } from './rule-problems.ts';
import { durationIn } from './wait-duration.ts';

/** What is wrong with a graph, in its order, and all that it names. */
export function examineFlow(root: SentNode): FlowFindings {
  const found: Findings = { problems: [], references: [], nodes: 0, rules: 0 };
  if (root.nodeType !== 'ROOT') wrong(found, 'root.nodeType', 'must be ROOT');
  examineNode(found, root, 'root', 1);
  if (found.nodes > flowBounds.nodes) wrong(found, 'root', `must have at most ${flowBounds.nodes} nodes`);
  if (found.rules > flowBounds.rules) wrong(found, 'root', `must have at most ${flowBounds.rules} rules`);
  if (new TextEncoder().encode(JSON.stringify(root)).length > flowBounds.bytes)
    wrong(found, 'root', `must have at most ${flowBounds.bytes} bytes of JSON`);
  return found;
}

function examineNode(found: Findings, node: SentNode, field: string, depth: number): void {
  found.nodes += 1;
  if (depth > flowBounds.depth) {
    wrong(found, 'root', `must be at most ${flowBounds.depth} nodes deep`);
    return;
  }
  if (depth > 1 && node.nodeType === 'ROOT') wrong(found, `${field}.nodeType`, 'ROOT is the first node only');
  const names = examineMetadata(found, node, `${field}.metadata`);
  for (const [index, { condition, target }] of node.branches.entries()) {
    const path = `${field}.branches[${index}]`;
    if (condition !== undefined && !names.includes(condition.trim()))
      examineCondition(found, condition, `${path}.condition`);
    if (target !== undefined) examineNode(found, target, `${path}.target`, depth + 1);
  }
}

/** A blank condition is none. */
function examineCondition(found: Findings, text: string, field: string): void {
  if (text.trim() === '') return;
  const parsed = parseCondition(text);
  if (!parsed.ok) {
    wrong(found, field, parsed.problem.message, parsed.problem.position);
    return;
  }
  for (const { type, id, position } of referencesOf(parsed.condition))
    found.references.push({ kind: type === 'SUPPORT_HOUR' ? 'support-hours' : 'schedule', id, field, position });
}

/** Looks at what the type of a node reads of its metadata; returns what conditions of its branches may be called by. */
function examineMetadata(found: Findings, { nodeType, metadata = {} }: SentNode, field: string): readonly string[] {
  const name = (member: string, kind: FlowReference['kind'], isNeeded = false): boolean => {
    const id = metadata[member];
    const path = `${field}.${member}`;
    if (isMissing(id) || id === 0) {
      if (isNeeded) wrong(found, path, 'is required');
      return false;
    }
    if (Number.isSafeInteger(id) && Number(id) > 0) found.references.push({ kind, id: Number(id), field: path });
    else wrong(found, path, 'must be a whole number');
    return true;
  };
  switch (nodeType) {
    case 'ROOT':
      return [];
    case 'PLAIN':
      examineVariable(found, metadata, field);
      return [];
    case 'SUPPORT_HOURS':
      name('supportHoursId', 'support-hours', true);
      // DURING and OUTSIDE can be read as conditions.
      return [];
    case 'ROUTE_EVENT':
      name('alertSourceId', 'source', true);
      name('escalationPolicyId', 'policy');
      examinePriority(found, metadata.overwritePriority, `${field}.overwritePriority`);
      return [];
    case 'DEFINE_BRANCHES':
      return examineDefinitions(found, metadata.definitions, `${field}.definitions`);
    case 'WAIT': {
      const hours = [name('waitStartSupportHoursId', 'support-hours'), name('waitEndSupportHoursId', 'support-hours')];
      const hasDuration = examineDuration(found, metadata.waitForDuration, `${field}.waitForDuration`);
      if (!hasDuration && !hours.includes(true))
        wrong(found, field, 'needs waitForDuration, waitStartSupportHoursId or waitEndSupportHoursId');
      return [];
    }
    case 'TRANSFORM':
      examineText(found, metadata.condition, `${field}.condition`, examineCondition);
      examineRules(found, metadata.rules, `${field}.rules`);
      return [];
  }
}

/** Looks at a text that may be missing. */
function examineText(
  found: Findings,
  value: unknown,
  field: string,
  look: (found: Findings, text: string, field: string) => void,
): void {
  if (isMissing(value)) return;
  if (typeof value === 'string') look(found, value, field);
  else wrong(found, field, 'must be a text');
}

function examineVariable(found: Findings, metadata: NonNullable<SentNode['metadata']>, field: string): void {
  examineText(found, metadata.varKey, `${field}.varKey`, (_found, text, path) => {
    if (fixedNames.includes(text.trim())) wrong(found, path, `context.${text.trim()} cannot be written`);
  });
}

const priorities = ['HIGH', 'LOW'];

function examinePriority(found: Findings, value: unknown, field: string): void {
  if (isMissing(value) || value === '' || priorities.includes(String(value))) return;
  wrong(found, field, `must be one of ${priorities.join(', ')}`);
}

/** Whether there is a duration to wait for. */
function examineDuration(found: Findings, value: unknown, field: string): boolean {
  if (isMissing(value) || value === '') return false;
  const milliseconds = typeof value === 'string' ? durationIn(value) : undefined;
  if (milliseconds === undefined)
    wrong(found, field, 'must be an ISO-8601 duration of weeks, days, hours, minutes and seconds, such as PT10M');
  else if (milliseconds > millisecondsIn(longestWait)) wrong(found, field, `must be at most ${longestWait.days} days`);
  return true;
}

function examineDefinitions(found: Findings, value: unknown, field: string): readonly string[] {
  return listIn(found, value, field, flowBounds.definitions).flatMap((definition, index) => {
    const path = `${field}[${index}]`;
    if (!isMembers(definition)) {
      wrong(found, path, 'must be an object');
      return [];
    }
    examineText(found, definition.conditions, `${path}.conditions`, examineCondition);
    const { branchName } = definition;
    // Its name in quotes is a text, which any condition may be.
    if (typeof branchName === 'string' && branchName.trim() !== '') return [branchName.trim()];
    wrong(found, `${path}.branchName`, branchName === undefined ? 'is required' : 'must be a text that says something');
    return [];
  });
}
