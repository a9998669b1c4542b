import type { DeployedQueue, Deployment } from '../../deployment.ts';
import { AwsError } from '../aws-error.ts';
import type { AwsRequest, AwsResponse, Permission } from '../service.ts';
import type { Fauxqs, Queue } from './fauxqs.ts';
import { depthOf, nextChangeOf, receiveFrom } from './receive.ts';
import type { ReceivedMessage, Sqs } from './types.ts';

type Parameters = Record<string, unknown>;

const LONGEST_TIMER = 2 ** 31 - 1;

/** SQS on fauxqs, with the deployment's queues and what fauxqs lacks: whole batches of a FIFO group, and redrive. */
export function createSqs(fauxqs: Fauxqs, deployment: Pick<Deployment, 'queues'>): Sqs {
  const { queues } = fauxqs;
  const listeners = new Map<string, Set<() => void>>();
  const timers = new Map<string, { readonly at: number; readonly timer: NodeJS.Timeout }>();
  for (const deployed of deployment.queues) ensureQueue(fauxqs, deployed);

  const queueOf = (arn: string): Queue => {
    const queue = queues.getQueueByArn(arn);
    if (!queue) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
    return queue;
  };

  /** Tells the listeners that something may be receivable, now and whenever the next delay or invisibility ends. */
  const changed = (queue: Queue): void => {
    arm(queue);
    for (const listener of listeners.get(queue.arn) ?? []) listener();
  };

  const arm = (queue: Queue): void => {
    const at = nextChangeOf(queue);
    const armed = timers.get(queue.arn);
    if (armed?.at === at) return;
    clearTimeout(armed?.timer);
    timers.delete(queue.arn);
    if (at === undefined) return;
    const timer = setTimeout(
      () => {
        timers.delete(queue.arn);
        queue.processTimers();
        changed(queue);
      },
      Math.min(Math.max(0, at - Date.now()), LONGEST_TIMER),
    );
    timer.unref();
    timers.set(queue.arn, { at, timer });
  };

  const receive = (queue: Queue, max: number, visibility?: number): ReceivedMessage[] => {
    const { deadLetterArn } = deployment.queues.find(({ arn }) => arn === queue.arn) ?? {};
    const received = receiveFrom(queues, queue, max, visibility);
    arm(queue);
    const deadLetterQueue = deadLetterArn && queues.getQueueByArn(deadLetterArn);
    if (deadLetterQueue) changed(deadLetterQueue);
    return received;
  };

  const redrive = (deadLetterArn: string): number => {
    const source = deployment.queues.find((queue) => queue.deadLetterArn === deadLetterArn);
    if (!source) throw new AwsError('ResourceNotFoundException', `${deadLetterArn} is no queue's dead-letter queue`);
    const moved = moveAll(fauxqs, queueOf(deadLetterArn), queueOf(source.arn));
    changed(queueOf(source.arn));
    return moved;
  };

  const handle = async (request: AwsRequest): Promise<AwsResponse> => {
    const parameters = parse(request);
    if (request.action === 'StartMessageMoveTask') {
      const moved = redrive(String(parameters.SourceArn));
      return answer({ TaskHandle: Buffer.from(`moved ${moved}`).toString('base64') });
    }
    const name = String(parameters.QueueUrl ?? parameters.QueueName ?? '')
      .split('/')
      .at(-1) as string;
    const queue = queues.getQueueByName(name);
    if (request.action === 'ReceiveMessage' && queue) {
      const max = Number(parameters.MaxNumberOfMessages ?? 1);
      const visibility = parameters.VisibilityTimeout as number | undefined;
      const received = receive(queue, max, visibility);
      return answer(received.length > 0 ? { Messages: received.map(asMessage) } : {});
    }
    const named = parameters.QueueUrl === undefined ? parameters : { ...parameters, QueueUrl: `http://queue/${name}` };
    const response = await fauxqs.pass({ ...request, path: '/' }, Buffer.from(JSON.stringify(named)));
    if (queue) changed(queue);
    return response;
  };

  return {
    service: 'sqs',
    handle,
    permissions: (request) => permissionsOf(request, queues.getQueueByName.bind(queues)),
    receive: (arn, max) => receive(queueOf(arn), max),
    delete(arn, receiptHandle) {
      queueOf(arn).deleteMessage(receiptHandle);
      changed(queueOf(arn));
    },
    changeVisibility(arn, receiptHandle, seconds) {
      queueOf(arn).changeVisibility(receiptHandle, seconds);
      changed(queueOf(arn));
    },
    send(arn, body, { groupId, deduplicationId, delaySeconds } = {}) {
      const { name } = queueOf(arn);
      const parameters = {
        QueueUrl: `http://queue/${name}`,
        MessageBody: body,
        DelaySeconds: delaySeconds,
        MessageGroupId: groupId,
        MessageDeduplicationId: deduplicationId,
      };
      return handle(internalRequest('SendMessage', parameters)).then(({ status, body: problem }) => {
        if (status >= 400) throw new Error(`cannot send to ${name}: ${String(problem)}`);
      });
    },
    depth: (arn) => depthOf(queueOf(arn)),
    subscribe(arn, listener) {
      const of = listeners.get(arn) ?? new Set();
      listeners.set(arn, of.add(listener));
      arm(queueOf(arn));
      return () => of.delete(listener);
    },
    nextChangeAt() {
      const changes = [...queues.allQueues()].map(nextChangeOf).filter((at) => at !== undefined);
      return changes.length > 0 ? Math.min(...changes) : undefined;
    },
    redrive,
    async reset() {
      for (const queue of queues.allQueues()) {
        queue.purge();
        queue.deduplicationCache.clear();
        arm(queue);
      }
    },
    async close() {
      for (const { timer } of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}

const PERMISSION_OF_BATCH: Readonly<Record<string, string>> = {
  SendMessageBatch: 'SendMessage',
  DeleteMessageBatch: 'DeleteMessage',
  ChangeMessageVisibilityBatch: 'ChangeMessageVisibility',
};

function permissionsOf(request: AwsRequest, named: (name: string) => Queue | undefined): Permission[] {
  const { QueueUrl, QueueName, SourceArn } = parse(request);
  const action = `sqs:${PERMISSION_OF_BATCH[request.action] ?? request.action}`;
  if (SourceArn !== undefined) return [{ action, resource: String(SourceArn) }];
  const name = String(QueueUrl ?? QueueName ?? '')
    .split('/')
    .at(-1) as string;
  return [{ action, resource: named(name)?.arn ?? '*' }];
}

function ensureQueue({ queues }: Fauxqs, { name, url, arn, fifo, properties, ...queue }: DeployedQueue): void {
  const attributes: Record<string, string> = {
    VisibilityTimeout: String(queue.visibilitySeconds),
    DelaySeconds: String(properties.DelaySeconds ?? 0),
    ...(fifo && {
      FifoQueue: 'true',
      ContentBasedDeduplication: String(properties.ContentBasedDeduplication ?? false),
    }),
    ...(queue.deadLetterArn !== undefined && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: queue.deadLetterArn,
        maxReceiveCount: queue.maxReceiveCount ?? 3,
      }),
    }),
  };
  const existing = queues.getQueueByArn(arn);
  if (!existing) queues.createQueue(name, url, arn, attributes);
  else {
    existing.url = url;
    existing.setAttributes(attributes);
  }
}

function moveAll({ queues }: Fauxqs, from: Queue, to: Queue): number {
  from.processTimers();
  const messages = from.isFifo() ? [...from.fifoMessages.values()].flat() : from.messages;
  from.messages = [];
  from.fifoMessages.clear();
  for (const message of messages) {
    queues.persistence?.deleteMessage(message.messageId);
    to.enqueue({
      ...message,
      approximateReceiveCount: 0,
      approximateFirstReceiveTimestamp: undefined,
      ...(to.isFifo() && { sequenceNumber: to.nextSequenceNumber() }),
    });
  }
  return messages.length;
}

function asMessage(message: ReceivedMessage): Parameters {
  const attributes = Object.entries(message.messageAttributes).map(([name, value]) => [
    name,
    { DataType: value.dataType, StringValue: value.stringValue, BinaryValue: value.binaryValue },
  ]);
  return {
    MessageId: message.messageId,
    ReceiptHandle: message.receiptHandle,
    Body: message.body,
    MD5OfBody: message.md5OfBody,
    Attributes: message.attributes,
    ...(attributes.length > 0 && { MessageAttributes: Object.fromEntries(attributes) }),
  };
}

function internalRequest(action: string, parameters: Parameters): AwsRequest {
  return {
    service: 'sqs',
    action,
    principal: 'local',
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': `AmazonSQS.${action}` },
    body: Buffer.from(JSON.stringify(parameters)),
  };
}

function answer(body: Parameters): AwsResponse {
  return { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}

function parse({ body }: AwsRequest): Parameters {
  try {
    return JSON.parse(body.toString() || '{}') as Parameters;
  } catch {
    throw new AwsError('SerializationException', 'the body is not JSON');
  }
}
