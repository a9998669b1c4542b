import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { answerDeploy } from '../platform/cloudformation.ts';
import { environment } from '../platform/environment.ts';
import { masterSecret, readSecret } from '../platform/secrets.ts';
import { setUpAccount } from '../usecases/account/set-up.ts';
import { canaryKey } from '../usecases/canary/cast.ts';
import { base } from './world/base.ts';
import { lambda } from './world/lambda.ts';
import { unsealedStore } from './world/unsealed-store.ts';

/** The custom resource of a deploy: the account, its owner and the canary exist afterwards. Deleting it deletes no data. */
const handle = (event: CloudFormationCustomResourceEvent): Promise<void> =>
  answerDeploy(event, base.log, async () => {
    if (event.RequestType === 'Delete') return;
    await setUpAccount(
      { ...base, store: await unsealedStore() },
      {
        ownerEmail: environment('OWNER_EMAIL'),
        ownerKey: await readSecret(environment('OWNER_KEY_SECRET_ARN')),
        canaryKey: canaryKey(await masterSecret()),
        timezone: environment('TIMEZONE'),
      },
    );
  });

export const handler = lambda(handle);
