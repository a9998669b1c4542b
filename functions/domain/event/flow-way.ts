import type { NodeType } from '../event-flow/event-flow.ts';
import type { FlowResult, FlowStep } from '../event-flow/journey.ts';

const labels: Readonly<Record<NodeType, string>> = {
  ROOT: 'Start',
  PLAIN: 'Set variable',
  SUPPORT_HOURS: 'Support hours',
  ROUTE_EVENT: 'Route',
  DEFINE_BRANCHES: 'Branches',
  WAIT: 'Wait',
  TRANSFORM: 'Transform',
};

/** Of one node; the whole way has its bound where it is kept. */
const mostOfStep = 160;

const textOf = ({ name, nodeType, why }: FlowStep): string => {
  const label = name ?? labels[nodeType];
  return (why === '' ? label : `${label} (${why})`).slice(0, mostOfStep);
};

/** The way that an event took through a flow, in words, as the event explorer shows it; what it went before it waited comes first. */
export function wayOf(
  flow: { readonly name: string; readonly before?: string | undefined },
  { path, ...result }: Pick<FlowResult, 'path'> & { readonly why?: string | undefined },
): string {
  // It goes on behind the node at which it has waited.
  const walked = flow.before === undefined ? path : path.slice(1);
  const steps = walked.filter(({ nodeType }) => nodeType !== 'ROOT').map(textOf);
  const end = result.why === undefined ? [] : [result.why];
  const begin = flow.before ?? `by flow ${flow.name}:`;
  return [begin, [...steps, ...end].join(' → ')].join(flow.before === undefined ? ' ' : ' → ');
}
