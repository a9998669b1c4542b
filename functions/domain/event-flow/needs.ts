import { type FlowNode, nodesOf } from './event-flow.ts';
import { routeOf, supportHoursIdOf, waitOf } from './metadata.ts';

/** What nodes of a flow name by its id. */
export interface FlowNeeds {
  readonly supportHours: readonly number[];
  readonly sources: readonly number[];
  readonly policies: readonly number[];
}

/** Every id once. Support hours have to be known before a walk; sources and policies need not be. */
export function needsOf({ root }: { readonly root: FlowNode }): FlowNeeds {
  const nodes = [...nodesOf(root)];
  const ids = (named: (node: FlowNode) => readonly (number | undefined)[]): readonly number[] => [
    ...new Set(nodes.flatMap(named).filter((id) => id !== undefined)),
  ];
  const routes = nodes.filter(({ nodeType }) => nodeType === 'ROUTE_EVENT');
  return {
    supportHours: ids((node) => hoursNamedBy(node)),
    sources: [...new Set(routes.flatMap((node) => routeOf(node).sourceId ?? []))],
    policies: [...new Set(routes.flatMap((node) => routeOf(node).policyId ?? []))],
  };
}

function hoursNamedBy(node: FlowNode): readonly (number | undefined)[] {
  if (node.nodeType === 'SUPPORT_HOURS') return [supportHoursIdOf(node)];
  if (node.nodeType !== 'WAIT') return [];
  const { startOf, endOf } = waitOf(node);
  return [startOf, endOf];
}
