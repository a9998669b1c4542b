import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerDeploy } from '../platform/cloudformation.ts';
import { environment } from '../platform/environment.ts';
import { createPageKeys } from '../platform/page-keys.ts';
import { masterSecret, readSecret } from '../platform/secrets.ts';
import { setUpAccount } from '../usecases/account/set-up.ts';
import { canaryKey } from '../usecases/canary/cast.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { unsealedStore } from './world/unsealed-store.ts';

/** What the way to the status pages shares with signing in. */
async function tellTheWay(secret: string): Promise<void> {
  const { cloudFrontEdgeStore } = await import('../platform/edge-store.ts');
  await cloudFrontEdgeStore(environment('PAGE_HOSTS_ARN')).put(
    'secrets',
    createPageKeys(secret, Number(environment('PAGE_KEYS'))).entry,
  );
}

/**
 * The custom resource of a deploy: the account, its owner and the canary exist afterwards, and the way to the status pages knows its keys.
 * Deleting it deletes no data.
 */
const handle = (event: CloudFormationCustomResourceEvent): Promise<void> =>
  answerDeploy(event, base.log, async () => {
    if (event.RequestType === 'Delete') return;
    const secret = await masterSecret();
    await setUpAccount(
      { ...base, store: await unsealedStore() },
      {
        ownerEmail: environment('OWNER_EMAIL'),
        ownerKey: await readSecret(environment('OWNER_KEY_SECRET_ARN')),
        canaryKey: canaryKey(secret),
        timezone: environment('TIMEZONE'),
      },
    );
    await tellTheWay(secret);
  });

export const handler = lambda(handle);
