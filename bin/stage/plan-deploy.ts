import { type Options, parseOptions } from '../../lib/context.ts';
import { stageFileName } from '../../lib/stage-file.ts';
import { type Change, changeText, compareOptions, notAgreed, type Recorded } from './compare.ts';
import type { Deployed } from './deployed.ts';

export interface DeployRequest {
  readonly stage: string;
  readonly place: { readonly account: string; readonly region: string };
  readonly options: Options;
  readonly deployed: Deployed;
  /** Options named on the command line, to be set or dropped: their losses are agreed to. */
  readonly named: readonly string[];
  /** The operator says that there is no such deployment yet. */
  readonly isNew: boolean;
  /** The operator says that nothing needs to be compared. */
  readonly unchecked: boolean;
}

export interface DeployPlan {
  /** What the operator reads before anything is done. */
  readonly lines: readonly string[];
  /** Why it does not go on. */
  readonly refusal?: string;
}

/** Whether a deploy may go on, and what it would change. It never goes on when that is not known. */
export function planDeploy(request: DeployRequest): DeployPlan {
  const { stage, place, deployed, isNew, unchecked } = request;
  const where = `${stage} in account ${place.account}, ${place.region}`;
  switch (deployed.kind) {
    case 'NONE':
      if (isNew) return { lines: [`A new deployment: ${where}.`] };
      return {
        lines: [],
        refusal: `There is no deployment ${where}. Is it the right account and Region? To build a new one, say --new.`,
      };
    case 'UNFINISHED':
      return { lines: [`The first deploy of ${where} did not get to its end. It goes on; nothing works yet.`] };
    case 'UNRECORDED':
    case 'UNKNOWN': {
      const why = deployed.kind === 'UNKNOWN' ? deployed.why : 'the deployed version has not written them down';
      const lines = [`The options that ${where} was deployed with are not known: ${why}.`];
      if (unchecked) return { lines };
      return {
        lines,
        refusal:
          `Look whether ${stageFileName(stage)} has everything that is deployed:\n` +
          `  aws lambda get-function-configuration --function-name tocsin-${stage}-send-notification --query Environment.Variables\n` +
          'Then say --unchecked.',
      };
    }
    case 'RECORDED': {
      const changes = compareOptions(deployed.options, request.options, defaultsOf());
      return { lines: summaryOf(where, changes), ...refusalOf(request, changes) };
    }
  }
}

function summaryOf(where: string, changes: readonly Change[]): string[] {
  if (changes.length === 0) return [`${where}: no option changes.`];
  return [`${where}, compared with the last deploy:`, ...changes.map(changeText)];
}

function refusalOf({ stage, named }: DeployRequest, changes: readonly Change[]): { refusal?: string } {
  const losses = notAgreed(changes, named);
  if (losses.length === 0) return {};
  const agreement = losses.map(({ agreement }) => agreement).join(' ');
  return {
    refusal:
      `This deploy takes something away that works now. If ${stageFileName(stage)} is wrong, mend it. ` +
      `If it is meant, say so:\n  npm run deploy -- ${stage} ${agreement}`,
  };
}

const defaultsOf = (): Recorded => parseOptions({});
