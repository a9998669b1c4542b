import type { ActionAnswer, ActionRequest } from '../../functions/actions/driver.ts';
import type { Instant } from '../../functions/domain/time.ts';
import type { AskOutside } from '../../functions/usecases/action-delivery/perform.ts';
import type { FakeTicket, TicketFake } from '../actions/fakes/fake.ts';
import { createGitHub } from '../actions/fakes/github.ts';
import { createSlack, type SlackPost } from '../actions/fakes/slack.ts';
import { createReceiver } from '../actions/fakes/webhook.ts';
import { type HttpTarget, overHttp, type Target } from '../actions/play.ts';
import type { ActionSketch } from './action-plan.ts';
import type { Invocation } from './invocations.ts';
import type { Plan } from './plan.ts';

/** A post that a webhook took. */
export interface Posted {
  readonly actionId: number;
  /** The same for each attempt of one delivery. */
  readonly delivery: string;
  readonly body: string;
  readonly at: Instant;
  /** True when its answer was lost, or the function that sent it broke or died at any time. */
  readonly isUncertain: () => boolean;
}

export type TargetTrouble = 'rejects' | 'postpones' | 'breaks' | 'loses-answers';

/** The tools that alert actions reach. */
export class Targets {
  readonly posted: Posted[] = [];
  /** What is wrong with the target of an action. */
  readonly troubles = new Map<number, TargetTrouble>();
  readonly #now: () => Instant;
  readonly #types: ReadonlyMap<number, ActionSketch['type']>;
  readonly #targets = new Map<number, Target>();
  readonly #tickets = new Map<number, TicketFake>();
  readonly #messages = new Map<number, readonly SlackPost[]>();

  constructor({ configuration }: Plan, now: () => Instant) {
    this.#now = now;
    this.#types = new Map((configuration.actions ?? []).map(({ id, type }) => [id, type]));
    for (const { id, type } of configuration.actions ?? []) {
      this.#targets.set(id, overHttp(this.#made(id, type)));
    }
  }

  #made(id: number, type: ActionSketch['type']): HttpTarget {
    if (type === 'github') {
      const fake = createGitHub();
      this.#tickets.set(id, fake);
      return fake.target;
    }
    if (type === 'slack') {
      const { target, posts } = createSlack();
      this.#messages.set(id, posts);
      return target;
    }
    return createReceiver().target;
  }

  tickets = (actionId: number): readonly FakeTicket[] => this.#tickets.get(actionId)?.tickets() ?? [];

  messages = (actionId: number): readonly SlackPost[] => this.#messages.get(actionId) ?? [];

  /** Somebody closes a ticket there. */
  close = (actionId: number, reference: string): void => this.#tickets.get(actionId)?.closeByHand(reference);

  /** What a running function asks, and what it hears. */
  ask =
    (invocation: Invocation): AskOutside =>
    async (request, { action }) => {
      try {
        return await invocation.call('ask', () => this.#answer(action.id, request, invocation));
      } catch (error) {
        return { kind: 'unanswered', why: String(error) };
      }
    };

  #answer(actionId: number, request: ActionRequest, { isDisturbed }: Invocation): ActionAnswer {
    const trouble = this.troubles.get(actionId);
    if (trouble === 'rejects') return { kind: 'http', status: 404, headers: {}, body: 'gone' };
    if (trouble === 'postpones') return { kind: 'http', status: 503, headers: {}, body: 'busy' };
    if (trouble === 'breaks') throw new Error('no answer');
    const answer = this.#targets.get(actionId)?.(request);
    if (answer === undefined) throw new Error(`action ${actionId} has no target`);
    const isLost = trouble === 'loses-answers';
    if (request.kind === 'http' && this.#types.get(actionId) === 'webhook')
      this.posted.push({
        actionId,
        delivery: request.headers['webhook-id'] ?? '',
        body: request.body ?? '',
        at: this.#now(),
        isUncertain: () => isLost || isDisturbed(),
      });
    if (isLost) throw new Error('the answer was lost');
    return answer;
  }
}
