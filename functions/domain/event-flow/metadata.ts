import type { Priority } from '../event/event.ts';
import type { FlowNode } from './event-flow.ts';

type Members = Readonly<Record<string, unknown>>;

export const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const own = (members: unknown, name: string): unknown => (isMembers(members) ? members[name] : undefined);

/** A text that says something. */
const textIn = (members: unknown, name: string): string | undefined => {
  const value = own(members, name);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

const idIn = (members: unknown, name: string): number | undefined => {
  const value = own(members, name);
  return typeof value === 'number' && value > 0 ? value : undefined;
};

const listIn = (members: unknown, name: string): readonly unknown[] => {
  const value = own(members, name);
  return Array.isArray(value) ? value : [];
};

type Node = Pick<FlowNode, 'metadata'>;

export const supportHoursIdOf = ({ metadata }: Node): number | undefined => idIn(metadata, 'supportHoursId');

/** Where a ROUTE_EVENT node hands its events to. */
export interface Route {
  readonly sourceId: number | undefined;
  readonly priority: Priority | undefined;
  readonly policyId: number | undefined;
}

export function routeOf({ metadata }: Node): Route {
  const priority = textIn(metadata, 'overwritePriority');
  return {
    sourceId: idIn(metadata, 'alertSourceId'),
    priority: priority === 'HIGH' || priority === 'LOW' ? priority : undefined,
    policyId: idIn(metadata, 'escalationPolicyId'),
  };
}

export interface Definition {
  readonly branchName: string;
  readonly conditions: string | undefined;
}

/** The branches that a DEFINE_BRANCHES node tells apart, in its order. */
export const definitionsOf = ({ metadata }: Node): readonly Definition[] =>
  listIn(metadata, 'definitions').flatMap((one) => {
    const branchName = textIn(one, 'branchName')?.trim();
    return branchName === undefined ? [] : [{ branchName, conditions: textIn(one, 'conditions') }];
  });

/** What a WAIT node waits for; of several the latest. */
export interface WaitFor {
  readonly duration: string | undefined;
  readonly startOf: number | undefined;
  readonly endOf: number | undefined;
}

export const waitOf = ({ metadata }: Node): WaitFor => ({
  duration: textIn(metadata, 'waitForDuration'),
  startOf: idIn(metadata, 'waitStartSupportHoursId'),
  endOf: idIn(metadata, 'waitEndSupportHoursId'),
});

/** The condition without which a TRANSFORM node changes nothing. */
export const conditionOf = ({ metadata }: Node): string | undefined => textIn(metadata, 'condition');

export const ruleOperators = ['SET', 'COPY', 'MAP', 'TEMPLATE', 'MERGE', 'APPEND_ARRAY'] as const;
export type RuleOperator = (typeof ruleOperators)[number];

/** A rule of a TRANSFORM node, as it was sent; which of the members it needs is for its operator to say. */
export interface TransformRule {
  readonly name: string;
  readonly target: string;
  readonly operator: string;
  readonly source: string | undefined;
  readonly value: unknown;
  readonly mapping: Members | undefined;
  readonly default: unknown;
  readonly properties: Members | undefined;
  readonly items: readonly unknown[];
}

const membersIn = (members: unknown, name: string): Members | undefined => {
  const value = own(members, name);
  return isMembers(value) ? value : undefined;
};

export const rulesOf = ({ metadata }: Node): readonly TransformRule[] =>
  listIn(metadata, 'rules').map((rule) => ({
    name: textIn(rule, 'name') ?? '',
    target: textIn(rule, 'target') ?? '',
    operator: textIn(rule, 'operator') ?? '',
    source: textIn(rule, 'source'),
    value: own(rule, 'value'),
    mapping: membersIn(rule, 'mapping'),
    default: own(rule, 'default'),
    properties: membersIn(rule, 'properties'),
    items: listIn(rule, 'items'),
  }));

/** What a PLAIN node sets; the event itself and where it came by are not for it to set. */
export function variableOf({ metadata }: Node): { readonly name: string; readonly value: string } | undefined {
  const name = textIn(metadata, 'varKey')?.trim();
  if (name === undefined || fixedNames.includes(name)) return undefined;
  return { name, value: String(own(metadata, 'varValue') ?? '') };
}

/** Members of `context` that no node sets by a name of its own. */
export const fixedNames: readonly string[] = ['event', 'integrationType', '__proto__'];
