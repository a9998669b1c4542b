import type { EscalationPolicy } from '../../functions/domain/escalation-policy/escalation-policy.ts';
import type { EventMessage } from '../../functions/domain/event/event.ts';
import { plus } from '../../functions/domain/time.ts';
import type { World } from '../../functions/ports/context.ts';
import { acceptAlert } from '../../functions/usecases/alert/accept.ts';
import { assignAlert } from '../../functions/usecases/alert/assign.ts';
import { escalateAlert } from '../../functions/usecases/alert/escalate.ts';
import { raiseAlert } from '../../functions/usecases/alert/raise.ts';
import { resolveAlert } from '../../functions/usecases/alert/resolve.ts';
import { snoozeAlert } from '../../functions/usecases/alert/snooze.ts';
import { groupOf } from '../../functions/usecases/event/group.ts';
import { actOnAnswer } from '../../functions/usecases/reply/answer-link.ts';
import { handleKeys } from '../../functions/usecases/reply/handle-keys.ts';
import { retryOnConflict } from '../../functions/usecases/retry.ts';
import { aSource, aUser } from '../support/factories.ts';
import type { Cloud } from './cloud.ts';
import type { Command, Operation, PolicySketch } from './plan.ts';
import type { Confirmed, Received } from './record.ts';
import { policyOf } from './set-up.ts';

type Doing = Omit<World, 'blobs'>;

const actorOf = (userId: number): World['actor'] => ({
  kind: 'user',
  userId,
  name: `First${userId} Last${userId}`,
  role: 'ADMIN',
  via: 'API',
  person: aUser(userId),
});

/** Sources, responders and admins: does what the plan's operations say. */
export class People {
  readonly accepted: EventMessage[] = [];
  readonly confirmed: Confirmed[] = [];
  readonly #cloud: Cloud;
  readonly #latestByKey = new Map<string, number>();
  readonly #inbox = new Map<number, Received[]>();
  readonly #reactions: readonly Extract<Operation, { kind: 'reaction' }>[];
  #events = 0;
  #replies = 0;

  constructor(cloud: Cloud, operations: readonly Operation[]) {
    this.#cloud = cloud;
    this.#reactions = operations.filter((operation) => operation.kind === 'reaction');
    cloud.onReceived = (received) => this.#receive(received);
    for (const operation of operations)
      if (operation.kind !== 'reaction') cloud.scheduler.after(operation.at * 1000, () => void this.#do(operation));
  }

  /** Tells that an alert was made. */
  alertMade(id: number, key: string): void {
    this.#latestByKey.set(key, id);
  }

  #receive(received: Received): void {
    const userId = Number(received.message.data?.userId);
    const inbox = this.#inbox.get(userId) ?? [];
    this.#inbox.set(userId, inbox);
    inbox.push(received);
    for (const { userId: who, nth, after, command } of this.#reactions)
      if (who === userId && nth === inbox.length)
        this.#cloud.scheduler.after(after, () => void this.#reply(userId, received, command));
  }

  #do(operation: Operation): unknown {
    const cloud = this.#cloud;
    switch (operation.kind) {
      case 'event':
        return this.#event(operation, 3);
      case 'answer': {
        const last = this.#inbox.get(operation.userId)?.at(-1);
        if (operation.how === 'REPLY') return last && this.#reply(operation.userId, last, operation.command);
        const alertId = Number(last?.message.data?.alertId ?? [...this.#latestByKey.values()].at(-1));
        return this.#answerOverApi(operation.userId, alertId, operation.command);
      }
      case 'escalate':
        return this.#onAlert(operation.key, (world, alertId) =>
          escalateAlert(world, { alertId, ...(operation.level !== undefined && { level: operation.level }) }),
        );
      case 'raise':
        return this.#onAlert(operation.key, (world, alertId) => raiseAlert(world, { alertId }));
      case 'assign':
        return this.#onAlert(operation.key, (world, alertId) => assignAlert(world, { alertId, to: operation.to }));
      case 'snooze': {
        const until = plus(cloud.scheduler.clock.now(), { minutes: operation.minutes });
        return this.#onAlert(operation.key, (world, alertId) => snoozeAlert(world, { alertId, until }));
      }
      case 'edit-policy':
        return this.#overApi((world) => savePolicy(world, operation.policy));
      case 'delete-policy':
        return this.#overApi((world) => deletePolicy(world, operation.policyId, operation.instead));
      case 'edit-user':
        return this.#overApi((world) =>
          editUser(world, operation.userId, { preferences: aUser(operation.userId, {}, operation.rules).preferences }),
        );
      case 'mute':
        return this.#overApi((world) =>
          editUser(world, operation.userId, { mutedUntil: plus(world.clock.now(), { minutes: operation.minutes }) }),
        );
      case 'vanish': {
        const alertId = this.#latestByKey.get(operation.key);
        return alertId === undefined ? undefined : cloud.executions.vanish(alertId);
      }
      case 'no-ticks':
        cloud.noTicksUntil = Math.max(cloud.noTicksUntil, cloud.scheduler.now + operation.minutes * 60_000);
        return;
      case 'outage':
        cloud.outages.set(operation.channel, operation.does);
        return cloud.scheduler.after(operation.minutes * 60_000, () => {
          cloud.outages.delete(operation.channel);
        });
      case 'reaction':
        return;
    }
  }

  /** A source posts an event until it is accepted, as monitoring tools do. */
  #event(operation: Extract<Operation, { kind: 'event' }>, tries: number): void {
    const { sourceId, key, type, copies } = operation;
    const eventId = `event-${++this.#events}`;
    const message: EventMessage = {
      v: 1,
      eventId,
      sourceId,
      integration: 'api',
      receivedAt: this.#cloud.scheduler.clock.now(),
      event: { eventType: type, summary: `Trouble at ${key}`, alertKey: key },
    };
    const groupId = groupOf(aSource({ id: sourceId }), message.event, eventId);
    const messages = Array.from({ length: copies }, () => ({ message, groupId }));
    void this.#cloud
      .run('ingest', (world) => world.events.send(messages))
      .then(({ ok }) => {
        if (ok) this.accepted.push(message);
        else if (tries > 1) this.#cloud.scheduler.after(2_000, () => this.#event(operation, tries - 1));
      });
  }

  /** Answers a message on the channel it came on. */
  #reply(userId: number, { message }: Received, command: Command): unknown {
    this.#replies += 1;
    const number = this.#replies;
    const { channel, target, text, html = '', data = {} } = message;
    if (channel === 'SMS') {
      const code = new RegExp(`${command[0]}(\\d+)`).exec(text)?.[0];
      return this.#cloud.inbound.send({ inboundId: `sms-${number}`, from: target, text: code ?? command });
    }
    if (channel === 'VOICE') {
      const digits = { ACCEPT: '1', RESOLVE: '2', ESCALATE: '3' }[command];
      const key = { contactId: `call-${number}`, number: target, digits, attributes: data };
      void this.#cloud.run('handle-reply', (world) => handleKeys(world, key));
      return;
    }
    const words = `${text} ${html} ${Object.values(data).join(' ')}`;
    const token = [...words.matchAll(/\/answer\/([\w.-]+)/g)]
      .map(([, found = '']) => found)
      .find((found) => this.#cloud.tokens.verify(found)?.action === command);
    if (token === undefined) return;
    const claims = this.#cloud.tokens.verify(token);
    void this.#cloud
      .run('api', (world) => actOnAnswer(world, { token }))
      .then(({ ok }) => {
        if (ok && claims) this.confirmed.push({ alertId: claims.alertId, userId, command });
      });
  }

  #answerOverApi(userId: number, alertId: number, command: Command): void {
    if (!Number.isFinite(alertId)) return;
    const act = { ACCEPT: acceptAlert, RESOLVE: resolveAlert, ESCALATE: escalateAlert }[command];
    void this.#cloud
      .run('api', (world) => act({ ...world, actor: actorOf(userId) }, { alertId }))
      .then(({ ok }) => {
        if (ok) this.confirmed.push({ alertId, userId, command });
      });
  }

  #onAlert(key: string, act: (world: Doing, alertId: number) => Promise<unknown>): void {
    const alertId = this.#latestByKey.get(key);
    if (alertId !== undefined) this.#overApi((world) => act(world, alertId));
  }

  /** What an admin does; when it fails, it is left at that. */
  #overApi(act: (world: Doing) => Promise<unknown>): void {
    void this.#cloud.run('api', (world) => act({ ...world, actor: actorOf(1) }));
  }
}

const savePolicy = (world: Doing, sketch: PolicySketch): Promise<unknown> =>
  retryOnConflict(async () => {
    const before = await world.store.policies.get(sketch.id);
    if (before === undefined) return;
    const { version, createdAt } = before;
    const after: EscalationPolicy = { ...policyOf(sketch), version, createdAt, updatedAt: world.clock.now() };
    await world.store.policies.save(after, before);
  });

async function deletePolicy(world: Doing, policyId: number, instead: number): Promise<void> {
  if (policyId === instead) return;
  for (const source of await world.store.sources.list({ offset: 0, limit: 10 }))
    if (source.policyId === policyId) await world.store.sources.save({ ...source, policyId: instead }, source);
  const policy = await world.store.policies.get(policyId);
  if (policy) await world.store.policies.delete(policy);
}

const editUser = (world: Doing, userId: number, facts: Partial<ReturnType<typeof aUser>>): Promise<unknown> =>
  retryOnConflict(async () => {
    const user = await world.store.users.get(userId);
    if (user) await world.store.users.save({ ...user, ...facts }, user);
  });
