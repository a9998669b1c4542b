import { kindOfPipeline, type PipelineType } from './pipeline-type.ts';

/** What of a pipeline decides which deployments count. */
export interface PipelineFilters {
  readonly integrationType: PipelineType;
  readonly branchFilters?: readonly string[] | undefined;
  readonly eventFilters?: readonly string[] | undefined;
}

/** What of a deployment the filters look at. */
export interface Filtered {
  readonly event?: string | undefined;
  readonly branch?: string | undefined;
}

/**
 * Why the filters of its pipeline leave a deployment out; undefined when they do not. No filter leaves nothing out, but for events
 * that are usually none; what names no branch passes no branch filter.
 */
export function leftOutBecause(
  { integrationType, branchFilters = [], eventFilters = [] }: PipelineFilters,
  { event, branch }: Filtered,
): string | undefined {
  const { usualEvents } = kindOfPipeline(integrationType);
  const wanted = eventFilters.length > 0 ? eventFilters : usualEvents;
  if (wanted !== undefined && event !== undefined && !wanted.includes(event)) return `no event filter names ${event}`;
  if (branchFilters.length === 0) return undefined;
  if (branch === undefined) return 'it is of no branch';
  return branchFilters.some((pattern) => matchesBranch(pattern, branch))
    ? undefined
    : `no branch filter matches ${branch}`;
}

/** Whether a branch is the one that a pattern names, in which `*` stands for any text, also for none. */
export function matchesBranch(pattern: string, branch: string): boolean {
  let [at, inPattern] = [0, 0];
  let star: { readonly inPattern: number; at: number } | undefined;
  while (at < branch.length) {
    if (pattern[inPattern] === '*') {
      star = { inPattern, at };
      inPattern += 1;
    } else if (pattern[inPattern] === branch[at]) {
      at += 1;
      inPattern += 1;
    } else if (star !== undefined) {
      // The last star takes one character more.
      star = { ...star, at: star.at + 1 };
      at = star.at;
      inPattern = star.inPattern + 1;
    } else return false;
  }
  return pattern.slice(inPattern).replaceAll('*', '') === '';
}
