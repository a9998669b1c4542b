import { aheadFor, deploymentBounds, keptFor } from '../../domain/deployment/bounds.ts';
import type { PipelineType } from '../../domain/deployment/pipeline-type.ts';
import { minus, plus } from '../../domain/instants.ts';
import { cutToBytes } from '../bounds.ts';
import { readArgoCd } from './argo-cd.ts';
import { readGitHub } from './github.ts';
import { readGitLab } from './gitlab.ts';
import { readOwnDeployment } from './own-form.ts';
import type { DeploymentReading, PipelineAdapter, PipelineMessage, Reported } from './reported.ts';

const adapters: Readonly<Record<PipelineType, PipelineAdapter>> = {
  API: readOwnDeployment,
  GITHUB: readGitHub,
  GITLAB: readGitLab,
  ARGO_CD: readArgoCd,
};

/** Reads a message as its pipeline's tool sends it, within the bounds of what is kept. Throws InvalidInputError for what is none. */
export function readPipelineMessage(type: PipelineType, message: PipelineMessage): DeploymentReading {
  const reading = adapters[type](message);
  if (reading.kind === 'none') return reading;
  return { ...reading, reported: bounded(reading.reported, message) };
}

/** On one line, without what nobody can read. */
const oneLine = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .toWellFormed()
    .trim();

const line = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : cutToBytes(oneLine(text), deploymentBounds.line) || undefined;

function bounded(reported: Reported, { now }: PipelineMessage): Reported {
  const { at, summary, links, customDetails } = reported;
  // A tool cannot mend its clock; what it says otherwise was refused before.
  const isTellable = at !== undefined && at <= plus(now, aheadFor) && at >= minus(now, keptFor);
  return {
    at: isTellable ? at : undefined,
    summary: cutToBytes(oneLine(summary), deploymentBounds.summary) || 'A deployment without a summary',
    event: line(reported.event),
    branch: line(reported.branch),
    revision: line(reported.revision),
    userEmail: reported.userEmail?.toWellFormed(),
    userName: line(reported.userName),
    links: links
      ?.filter(({ href }) => href.length <= deploymentBounds.address)
      .slice(0, deploymentBounds.links)
      .map(({ href, text }) => ({ href: href.toWellFormed(), ...(text !== undefined && { text: line(text) ?? '' }) })),
    customDetails: customDetails && withoutLong(customDetails),
    delivery: reported.delivery?.slice(0, 1_000),
  };
}

/** Texts of tools may be of any length; what fits is kept. */
function withoutLong(details: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  let left: number = deploymentBounds.customDetails;
  return Object.fromEntries(
    Object.entries(details).filter(([name, value]) => {
      if (value === undefined) return false;
      left -= Buffer.byteLength(JSON.stringify([name, value]));
      return left >= 0;
    }),
  );
}
