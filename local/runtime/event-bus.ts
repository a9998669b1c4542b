import { randomUUID } from 'node:crypto';
import type { EndedCall } from '../aws/connect.ts';
import type { Sqs } from '../aws/sqs-s3/types.ts';
import type { DeployedRule, Deployment } from '../deployment.ts';
import type { Access } from './access.ts';
import type { Activity } from './activity.ts';
import type { Asynchronous } from './asynchronous.ts';
import { matches } from './event-pattern.ts';
import { nextFiring } from './schedule-expression.ts';

/** EventBridge's default bus: what its rules do, by the clock and by what happens in the account. */
export interface EventBus {
  /** Hands an object's creation to every rule that asks for it. */
  objectCreated(object: { readonly bucket: string; readonly key: string; readonly size: number }): void;
  /** Hands the end of a call of Amazon Connect to every rule that asks for it. */
  callEnded(call: EndedCall): void;
  stopRule(name: string): void;
  resumeRule(name: string): void;
  stopped(): readonly string[];
  /** After the clock was set: every schedule waits for its next time from there. */
  reschedule(): void;
  close(): void;
}

export interface EventBusOptions {
  readonly deployment: Deployment;
  readonly sqs: Sqs;
  readonly access: Access;
  readonly activity: Activity;
  readonly asynchronous: Asynchronous;
  /** Told about deliveries that the target's policy does not allow. */
  readonly refused: (rule: string, targetArn: string) => void;
}

/** Starts the schedules of the deployment's rules on the virtual clock. */
export function startEventBus(options: EventBusOptions): EventBus {
  const { deployment, sqs, access, activity, asynchronous, refused } = options;
  const timers = new Map<string, NodeJS.Timeout>();
  const stopped = new Set<string>();
  const arnOf = (rule: DeployedRule) => `arn:aws:events:${deployment.region}:${deployment.accountId}:rule/${rule.name}`;

  function envelope(source: string, detailType: string, resources: readonly string[], detail: object) {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': detailType,
      source,
      account: deployment.accountId,
      time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
      region: deployment.region,
      resources,
      detail,
    };
  }

  async function send(rule: DeployedRule, event: object) {
    if (stopped.has(rule.name)) return;
    for (const target of rule.targets) {
      if (await deliver(rule, target.arn, target.input ?? event)) continue;
      refused(rule.name, target.arn);
      if (target.deadLetterArn) sqs.send(target.deadLetterArn, JSON.stringify(event));
    }
  }

  async function deliver(rule: DeployedRule, targetArn: string, event: unknown): Promise<boolean> {
    const action = targetArn.includes(':lambda:') ? 'lambda:InvokeFunction' : 'sqs:SendMessage';
    const need = { action, resource: targetArn };
    if (!(await access.serviceMay('events.amazonaws.com', need, arnOf(rule)))) return false;
    const target = deployment.functions.find((each) => each.arn === targetArn);
    if (target) asynchronous.invoke(target.name, event);
    else if (targetArn.includes(':sqs:')) sqs.send(targetArn, JSON.stringify(event));
    else throw new Error(`rule ${rule.name} has a target the local cloud does not know: ${targetArn}`);
    return true;
  }

  function publish(event: object) {
    for (const rule of deployment.rules) {
      if (rule.eventPattern && matches(rule.eventPattern, event)) void activity.during(send(rule, event));
    }
  }

  function schedule(rule: DeployedRule, expression: string) {
    const now = Date.now();
    const timer = setTimeout(() => {
      schedule(rule, expression);
      void activity.during(send(rule, envelope('aws.events', 'Scheduled Event', [arnOf(rule)], {})));
    }, nextFiring(expression, now) - now);
    timers.set(rule.name, timer);
  }

  function scheduleAll() {
    for (const rule of deployment.rules) {
      if (rule.scheduleExpression) schedule(rule, rule.scheduleExpression);
    }
  }
  function unscheduleAll() {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  }
  scheduleAll();

  /** By its own name, or by that of the function it invokes. */
  const findRule = (name: string) => {
    const target = deployment.functions.find((each) => each.name === name)?.arn;
    const rule =
      deployment.rules.find((each) => each.name === name) ??
      deployment.rules.find((each) => each.targets.some(({ arn }) => arn === target));
    if (!rule) throw new Error(`the deployment has no rule ${name}`);
    return rule;
  };

  return {
    objectCreated({ bucket, key, size }) {
      const deployed = deployment.buckets.find((each) => each.name === bucket);
      if (!deployed?.eventBridge) return;
      const detail = {
        version: '0',
        bucket: { name: bucket },
        object: { key, size, etag: '', sequencer: Date.now().toString(16).toUpperCase() },
        'request-id': randomUUID(),
        requester: deployment.accountId,
        reason: 'PutObject',
      };
      publish(envelope('aws.s3', 'Object Created', [deployed.arn], detail));
    },
    callEnded({ contactId, connectedAt, reason }) {
      const detail = {
        eventType: 'DISCONNECTED',
        contactId,
        channel: 'VOICE',
        initiationMethod: 'API',
        ...(connectedAt !== undefined && { connectedToSystemTimestamp: connectedAt }),
        disconnectReason: reason,
      };
      publish(envelope('aws.connect', 'Amazon Connect Contact Event', [], detail));
    },
    stopRule: (name) => void stopped.add(findRule(name).name),
    resumeRule: (name) => void stopped.delete(findRule(name).name),
    stopped: () => [...stopped],
    reschedule() {
      unscheduleAll();
      scheduleAll();
    },
    close: unscheduleAll,
  };
}
