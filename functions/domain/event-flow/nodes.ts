import { inSupportHours } from '../support-hours/in-support-hours.ts';
import type { FlowContext, FlowNode } from './event-flow.ts';
import { type Journey, type Taken, truthOf, type Walk } from './journey.ts';
import { conditionOf, definitionsOf, routeOf, rulesOf, supportHoursIdOf, variableOf, waitOf } from './metadata.ts';
import { applyRule } from './transform.ts';
import { waitingUntil } from './wait.ts';

/** Does what a node is for, and says what it comes to. */
export function* stepAt(node: FlowNode, journey: Journey, hasWaited: boolean): Walk<Taken> {
  switch (node.nodeType) {
    case 'ROOT':
      return { kind: 'on', why: 'enters the flow' };
    case 'PLAIN':
      return plain(node, journey);
    case 'SUPPORT_HOURS':
      return supportHours(node, journey);
    case 'DEFINE_BRANCHES':
      return yield* defineBranches(node, journey);
    case 'TRANSFORM':
      return yield* transform(node, journey);
    case 'WAIT':
      return hasWaited ? { kind: 'on', why: 'has waited' } : wait(node, journey);
    case 'ROUTE_EVENT':
      return route(node, journey);
  }
}

function plain(node: FlowNode, journey: Journey): Taken {
  const variable = variableOf(node);
  if (variable === undefined) return { kind: 'on', why: '' };
  journey.context = { ...journey.context, [variable.name]: variable.value };
  return { kind: 'on', why: `context.${variable.name} is '${variable.value}'` };
}

/** The context without what an earlier node of the kind has set. */
function without(context: FlowContext, name: 'supportHoursState' | 'branchName'): FlowContext {
  const { [name]: _former, ...rest } = context;
  return rest as FlowContext;
}

const hoursStates = ['DURING', 'OUTSIDE'] as const;

function supportHours(node: FlowNode, journey: Journey): Taken {
  const id = supportHoursIdOf(node);
  const hours = id === undefined ? undefined : journey.facts.supportHours.get(id);
  journey.context = without(journey.context, 'supportHoursState');
  if (hours === undefined) {
    const why = id === undefined ? 'names no support hours' : `support hours ${id} are gone`;
    return { kind: 'on', why, named: { is: undefined, all: hoursStates }, isUnsure: true };
  }
  const state = inSupportHours(hours, journey.at) ? 'DURING' : 'OUTSIDE';
  journey.context = { ...journey.context, supportHoursState: state };
  return { kind: 'on', why: `${state} '${hours.name}'`, named: { is: state, all: hoursStates } };
}

function* defineBranches(node: FlowNode, journey: Journey): Walk<Taken> {
  journey.context = without(journey.context, 'branchName');
  const definitions = definitionsOf(node);
  const all = definitions.map(({ branchName }) => branchName);
  const notes: string[] = [];
  for (const { branchName, conditions } of definitions) {
    if (conditions === undefined) continue;
    const { isTrue, why } = yield* truthOf(conditions, `node ${node.id} ${branchName}`, journey);
    if (why !== undefined) notes.push(why);
    if (!isTrue) continue;
    journey.context = { ...journey.context, branchName };
    return { kind: 'on', why: [...notes, `it is '${branchName}'`].join('; '), named: { is: branchName, all } };
  }
  return { kind: 'on', why: [...notes, 'no definition is true'].join('; '), named: { is: undefined, all } };
}

function* transform(node: FlowNode, journey: Journey): Walk<Taken> {
  const condition = conditionOf(node);
  if (condition !== undefined) {
    const { isTrue, why } = yield* truthOf(condition, `node ${node.id}`, journey);
    if (!isTrue) return { kind: 'on', why: `unchanged: ${why ?? 'its condition is not true'}` };
  }
  const whys = rulesOf(node).map((rule, index) => {
    const { facts, budget } = journey;
    const applied = applyRule(rule, journey, { budget, bounded: facts.bounded });
    const name = rule.name === '' ? `rule ${index + 1}` : `'${rule.name}'`;
    if (!applied.ok) return `${name} left out: ${applied.why}`;
    journey.event = applied.event;
    journey.context = applied.context;
    return `${name} ${rule.operator} ${rule.target}`;
  });
  return { kind: 'on', why: whys.length === 0 ? 'has no rules' : whys.join('; ') };
}

/** Only an ALERT is held: what ends it must not come after it. */
function wait(node: FlowNode, { event, at, facts }: Journey): Taken {
  if (event.eventType !== 'ALERT') return { kind: 'on', why: `${event.eventType} is not held back` };
  const { until, whys } = waitingUntil(waitOf(node), at, (id) => facts.supportHours.get(id));
  const why = whys.join(', ');
  if (until === undefined) return { kind: 'on', why: why === '' ? 'waits for nothing' : `does not wait: ${why}` };
  return { kind: 'waiting', why: `waits until ${until}: ${why}`, until };
}

function route(node: FlowNode, { facts }: Journey): Taken {
  const { sourceId, priority, policyId } = routeOf(node);
  if (sourceId === undefined) return { kind: 'on', why: 'names no alert source' };
  if (facts.isGone?.('source', sourceId) === true) return { kind: 'on', why: `alert source ${sourceId} is gone` };
  const isPolicyGone = policyId !== undefined && facts.isGone?.('policy', policyId) === true;
  const policy = isPolicyGone ? 'its own' : policyId;
  return {
    kind: 'routed',
    why: [
      `goes to alert source ${sourceId}`,
      ...(priority === undefined ? [] : [`with priority ${priority}`]),
      ...(policyId === undefined
        ? []
        : [`to escalation policy ${policy}${isPolicyGone ? `: ${policyId} is gone` : ''}`]),
    ].join(', '),
    sourceId,
    priority,
    policyId: isPolicyGone ? undefined : policyId,
  };
}
