/*
 * What kinds of pipelines there are. Without schemas, because `ingest` reads it and must load fast.
 */

export const pipelineTypes = ['API', 'GITHUB', 'GITLAB', 'ARGO_CD'] as const;
export type PipelineType = (typeof pipelineTypes)[number];

interface Kind {
  /** How its address names it. */
  readonly slug: string;
  /** What its keys begin with, so that a leaked one tells what it is. */
  readonly keyPrefix: string;
  /** What its event filters may name, as its tool calls it. */
  readonly events: readonly string[];
  /** What counts where no event is named; absent: all of them. */
  readonly usualEvents?: readonly string[];
}

const kinds: Readonly<Record<PipelineType, Kind>> = {
  API: { slug: 'api', keyPrefix: 'ilapid', events: [] },
  GITHUB: { slug: 'github', keyPrefix: 'ilghd', events: ['pull_request', 'push', 'release'] },
  GITLAB: { slug: 'gitlab', keyPrefix: 'ilgld', events: ['Push Hook', 'Merge Request Hook', 'Release Hook'] },
  ARGO_CD: {
    slug: 'argocd',
    keyPrefix: 'ilacd',
    events: ['Succeeded', 'Failed', 'Error', 'Running'],
    usualEvents: ['Succeeded'],
  },
};

export const kindOfPipeline = (type: PipelineType): Kind => kinds[type];

/** Whether pipelines of the type take what a tool sends, and can leave some of it out. */
export const hasFilters = (type: PipelineType): boolean => kinds[type].events.length !== 0;
