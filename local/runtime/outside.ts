import type { RoleCheck } from '../aws/roles.ts';
import type { S3, Sqs } from '../aws/sqs-s3/types.ts';
import type { Deployment } from '../deployment.ts';
import type { Outside } from '../outbox/outside.ts';
import type { Access } from './access.ts';
import type { Activity } from './activity.ts';
import type { Functions } from './functions.ts';

export interface OutsideOptions {
  readonly deployment: Deployment;
  readonly sqs: Sqs;
  readonly s3: S3;
  readonly functions: Functions;
  readonly roles: RoleCheck;
  readonly access: Access;
  readonly activity: Activity;
}

/** AWS services that publish to topics of ours. */
const publishers = ['ses', 'sms-voice', 'cloudwatch', 'events', 's3'].map((service) => `${service}.amazonaws.com`);

/** What providers of messages do to the deployment, each as far as the resource's policy lets it. */
export async function connectOutside(options: OutsideOptions): Promise<Outside> {
  const { deployment, sqs, s3, functions, roles, access, activity } = options;
  const mayPublish = new Set<string>();
  for (const { arn } of deployment.topics) {
    for (const service of publishers) {
      if (await roles.check(service, 'sns:Publish', arn)) mayPublish.add(`${service} ${arn}`);
    }
  }

  async function refuseUnless(allowed: Promise<boolean>, what: string): Promise<void> {
    if (!(await allowed)) throw new Error(`the policy of the resource does not allow ${what}`);
  }

  return {
    now: () => new Date().toISOString(),
    baseUrl: () => deployment.publicUrl,
    mayPublish: (topicArn, principal) => mayPublish.has(`${principal} ${topicArn}`),
    deliverToQueue: ({ queueArn, topicArn, body, delaySeconds }) =>
      activity.during(
        (async () => {
          const need = { action: 'sqs:SendMessage', resource: queueArn };
          await refuseUnless(
            access.serviceMay('sns.amazonaws.com', need, topicArn),
            `${topicArn} to send to ${queueArn}`,
          );
          sqs.send(queueArn, body, { delaySeconds });
        })(),
      ),
    putObject: ({ bucket, key, body }) =>
      activity.during(
        (async () => {
          const need = { action: 's3:PutObject', resource: `arn:aws:s3:::${bucket}/${key}` };
          await refuseUnless(
            access.serviceMay('ses.amazonaws.com', need, receiptRules(deployment)),
            `SES to write to ${bucket}`,
          );
          s3.put(bucket, key, body);
        })(),
      ),
    async invoke(functionName, payload, { principal }) {
      const target = deployment.functions.find(({ name }) => name === functionName);
      if (!target) throw new Error(`the deployment has no function ${functionName}`);
      const need = { action: 'lambda:InvokeFunction', resource: target.arn };
      await refuseUnless(access.serviceMay(principal, need, connectInstance(deployment)), `${principal} to invoke it`);
      const result = await functions.invoke(functionName, payload);
      if (!result.ok)
        throw new Error(`${functionName} failed: ${result.error.errorType}: ${result.error.errorMessage}`);
      return JSON.parse(result.payload);
    },
  };
}

function receiptRules({ region, accountId }: Deployment): string {
  return `arn:aws:ses:${region}:${accountId}:receipt-rule-set/tocsin-local:receipt-rule/store`;
}

function connectInstance({ region, accountId, functions }: Deployment): string {
  const id = functions.map(({ environment }) => environment.CONNECT_INSTANCE_ID).find((each) => each);
  return `arn:aws:connect:${region}:${accountId}:instance/${id}`;
}
