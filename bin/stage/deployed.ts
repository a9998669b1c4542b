import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import * as z from 'zod';
import { recordName } from '../../lib/constructs/options-record.ts';
import { messageOf, troubleOf } from '../aws/trouble.ts';
import type { Recorded } from './compare.ts';

/** What there is of a stage in an account. */
export type Deployed =
  | { readonly kind: 'NONE' }
  /** A first deploy that did not get to its end: nothing works yet that could be lost. */
  | { readonly kind: 'UNFINISHED' }
  | { readonly kind: 'RECORDED'; readonly options: Recorded; readonly at?: Date }
  /** Deployed by a version that did not write its options down, or the record is gone. */
  | { readonly kind: 'UNRECORDED' }
  | { readonly kind: 'UNKNOWN'; readonly why: string };

const Record = z.object({ v: z.literal(1), options: z.record(z.string(), z.unknown()) });

const neverWorked = /^(ROLLBACK_|REVIEW_IN_PROGRESS|CREATE_FAILED|CREATE_IN_PROGRESS|DELETE_COMPLETE)/;

/** Reads whether a stage is deployed, and with which options. Nothing is taken for absent because it may not be read. */
export async function readDeployed(stage: string, region: string): Promise<Deployed> {
  const cloudformation = new CloudFormationClient({ region });
  const statusOf = async (part: string): Promise<string | undefined> => {
    try {
      const answer = await cloudformation.send(new DescribeStacksCommand({ StackName: `tocsin-${stage}-${part}` }));
      return answer.Stacks?.[0]?.StackStatus;
    } catch (error) {
      if (/does not exist/.test(messageOf(error))) return undefined;
      throw error;
    }
  };
  try {
    const core = await statusOf('core');
    if (core === undefined || neverWorked.test(core)) {
      const others = core === undefined ? [await statusOf('data'), await statusOf('edge')] : [core];
      return { kind: others.every((status) => status === undefined) ? 'NONE' : 'UNFINISHED' };
    }
    return await readRecord(stage, region);
  } catch (error) {
    return { kind: 'UNKNOWN', why: whyNot(error) };
  }
}

async function readRecord(stage: string, region: string): Promise<Deployed> {
  try {
    const { Parameter } = await new SSMClient({ region }).send(new GetParameterCommand({ Name: recordName(stage) }));
    const record = Record.safeParse(JSON.parse(Parameter?.Value ?? 'null'));
    if (!record.success) return { kind: 'UNRECORDED' };
    return { kind: 'RECORDED', options: record.data.options, at: Parameter?.LastModifiedDate };
  } catch (error) {
    if ((error as Error).name === 'ParameterNotFound' || error instanceof SyntaxError) return { kind: 'UNRECORDED' };
    throw error;
  }
}

function whyNot(error: unknown): string {
  const said = messageOf(error).split('\n')[0];
  return troubleOf(error) === 'DENIED'
    ? `your credentials lack cloudformation:DescribeStacks or ssm:GetParameter (${said})`
    : (said ?? '');
}
