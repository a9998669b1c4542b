import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { StageFile } from '../../lib/stage-file.ts';
import { cannotAsk } from './trouble.ts';

/** One account in one Region. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** `aws`, but in China and for governments. */
  readonly partition: string;
}

type Where = Pick<StageFile, 'account' | 'region'>;

/** The Region of a stage: its file's, or else the shell's. */
export function regionOf({ region }: Where, environment: NodeJS.ProcessEnv): string {
  const chosen = region ?? environment.AWS_REGION ?? environment.AWS_DEFAULT_REGION;
  if (chosen !== undefined && chosen !== '') return chosen;
  throw new Error('Which Region? Write "region" into the stage\'s file, or set AWS_REGION.');
}

/** Where the shell's credentials lead. Throws one line when AWS cannot be asked, or when the stage is somewhere else. */
export async function placeOf(stage: string, where: Where, region: string): Promise<Place> {
  const client = new STSClient({ region, maxAttempts: 2 });
  const { Account: account = '', Arn: arn = '' } = await client
    .send(new GetCallerIdentityCommand({}))
    .catch((error: unknown) => {
      throw new Error(cannotAsk(error));
    });
  if (where.account !== undefined && where.account !== account) {
    throw new Error(
      `stages/${stage}.json says account ${where.account}, and your credentials are for ${account}. Nothing was done.`,
    );
  }
  return { account, region, partition: arn.split(':')[1] || 'aws' };
}
