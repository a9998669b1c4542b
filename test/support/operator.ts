import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import type { LocalCloud } from './local-cloud.ts';

/** What somebody with the rights of an administrator does to a local cloud's account, by the AWS SDK. */
export interface Operator {
  /** Stops an execution behind the deployment's back. */
  stopExecution(executionArn: string): Promise<void>;
  /** Loses every message that waits in a queue, named as in the runbook: `notifications`, `events.fifo`. */
  purge(queue: string): Promise<void>;
  /** How many messages wait in each dead-letter queue that is not empty. */
  deadLetters(): Promise<Readonly<Record<string, number>>>;
  /** Puts failed messages back as the runbook says. */
  redrive(): Promise<void>;
}

const prefix = 'tocsin-local-';

/** Somebody with the access key that may do everything. */
export async function anOperator(cloud: LocalCloud): Promise<Operator> {
  const { endpoint, region } = await cloud.control<{ endpoint: string; region: string }>('GET', 'aws');
  const config = { endpoint, region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const sqs = new SQSClient(config);
  const stepFunctions = new SFNClient(config);
  const { QueueUrls: urls = [] } = await sqs.send(new ListQueuesCommand({}));
  const nameOf = (url: string) => (url.split('/').at(-1) ?? '').replace(prefix, '');

  async function deadLetterQueues() {
    const queues = urls.filter((url) => nameOf(url).includes('-dlq'));
    return Promise.all(
      queues.map(async (QueueUrl) => {
        const wanted = ['QueueArn', 'ApproximateNumberOfMessages'] as const;
        const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...wanted] });
        const { Attributes = {} } = await sqs.send(command);
        return {
          name: nameOf(QueueUrl),
          arn: Attributes.QueueArn ?? '',
          waiting: Number(Attributes.ApproximateNumberOfMessages),
        };
      }),
    );
  }
  const filled = async () => (await deadLetterQueues()).filter(({ waiting }) => waiting > 0);

  return {
    async stopExecution(executionArn) {
      await stepFunctions.send(new StopExecutionCommand({ executionArn, error: 'Vanished' }));
    },
    async purge(queue) {
      const QueueUrl = urls.find((url) => nameOf(url) === queue);
      await sqs.send(new PurgeQueueCommand({ QueueUrl }));
    },
    deadLetters: async () => Object.fromEntries((await filled()).map(({ name, waiting }) => [name, waiting])),
    async redrive() {
      for (const { arn } of await filled()) await sqs.send(new StartMessageMoveTaskCommand({ SourceArn: arn }));
    },
  };
}
