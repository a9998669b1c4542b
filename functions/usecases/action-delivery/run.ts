import type { ActionDelivery } from '../../domain/action-delivery/delivery.ts';
import { type Instant, plus } from '../../domain/time.ts';
import type { Context } from '../../ports/context.ts';
import type { DueReference } from '../../ports/due-store.ts';
import type { SlackApi } from '../../ports/slack.ts';
import { findDeliveries } from './find.ts';
import { giveUpDelivery } from './give-up.ts';
import { type AskOutside, performDelivery } from './perform.ts';
import { seeing } from './seen-of.ts';

export type ActionContext = Context<'store' | 'settings' | 'chatTokens'> & {
  /** Absent: channels of alerts are told by others. */
  readonly slack?: SlackApi;
};

type Named = Pick<ActionDelivery, 'alertId' | 'id'>;

export interface ActionRun {
  /** Alerts of which something became; absent: whatever is due. */
  readonly alertIds?: readonly number[];
  readonly deadline: Instant;
}

/** Targets are slow, and asking them costs hardly any computing. */
const atOnce = 20;
const pageSize = 100;
/** A claim of due work lasts this long; then somebody else may try. */
const leaseFor = { minutes: 3 };
/** An action whose target leaves this many questions unanswered one after the other waits for the next run: others come first. */
const mostSilences = 3;
/** What has failed this often, beside its target, is left alone. */
const maxFailures = 50;

/**
 * Carries out what alerts have set in motion: looks at what became of them, and makes each delivery that is due, until a deadline. Each
 * fails alone; what is left, or fails, is due and found by the tick. Returns how many attempts were made.
 */
export async function runActionWork(ctx: ActionContext, ask: AskOutside, run: ActionRun): Promise<number> {
  const work = createWork(ctx, ask, run.deadline);
  if (run.alertIds !== undefined) return work.doAll([...new Set(run.alertIds)].map((alertId) => ({ alertId })));
  let made = 0;
  for (;;) {
    const now = ctx.clock.now();
    if (now >= run.deadline) return made;
    const due = await ctx.store.due.list('action', now, pageSize);
    const leased = await leasedOf(ctx, due);
    made += await work.doAll(leased);
    // A page of which nothing could be leased is stale index data or somebody else's work.
    if (due.length < pageSize || leased.length === 0) return made;
  }
}

/** Makes one attempt of a delivery. Returns it as it is then, undefined when nothing was to be done. */
export async function performOne(
  ctx: ActionContext,
  ask: AskOutside,
  delivery: Named,
): Promise<ActionDelivery | undefined> {
  return (await performDelivery(ctx, { ask, seenOf: seeing(ctx) }, delivery))?.delivery;
}

type ActionReference = Extract<DueReference, { readonly kind: 'action' }>;
/** A delivery, or, without `id`, an alert that is to be looked at. */
type Piece = Pick<ActionReference, 'alertId' | 'id'>;

function createWork(ctx: ActionContext, ask: AskOutside, deadline: Instant) {
  const silences = new Map<number, number>();
  const listening: AskOutside = async (request, about) => {
    const answer = await ask(request, about);
    const { id } = about.action;
    silences.set(id, answer.kind === 'unanswered' ? (silences.get(id) ?? 0) + 1 : 0);
    return answer;
  };
  const isSilent = (actionId: number): boolean => (silences.get(actionId) ?? 0) >= mostSilences;
  const performing = { ask: listening, seenOf: seeing(ctx), isSilent };
  let made = 0;

  /** What is to be done once this is. */
  async function doOne({ alertId, id }: Piece): Promise<Piece[]> {
    if (id === undefined) {
      const found = await findDeliveries(ctx, alertId);
      await tellRoom(ctx, alertId);
      return found.filter(({ at }) => at <= ctx.clock.now());
    }
    const performed = await performDelivery(ctx, performing, { alertId, id });
    if (performed !== undefined) made += 1;
    return performed?.next === undefined ? [] : [performed.next];
  }

  /** The alert's own channel is told what is new; what keeps it from being told keeps nothing else. */
  async function tellRoom(ctx: ActionContext, alertId: number): Promise<void> {
    if (ctx.slack === undefined) return;
    const { tellSlackRoom } = await import('../chat/slack-room.ts');
    await tellSlackRoom({ ...ctx, slack: ctx.slack }, alertId);
  }

  /** At most so many at once; what is still to do when time is up is found by the tick. */
  function doAll(pieces: readonly Piece[]): Promise<number> {
    const waiting = [...pieces];
    const before = made;
    let active = 0;
    return new Promise((resolve) => {
      const next = (): void => {
        while (active < atOnce && waiting.length > 0 && ctx.clock.now() < deadline) {
          active += 1;
          void attempt(waiting.shift() as Piece).then((further) => {
            active -= 1;
            waiting.push(...further);
            next();
          });
        }
        if (active === 0) resolve(made - before);
      };
      next();
    });
  }

  async function attempt(piece: Piece): Promise<Piece[]> {
    try {
      return await doOne(piece);
    } catch (error) {
      ctx.log.error('an alert action could not be carried out; the tick has it done', { ...piece, error });
      ctx.metrics.count('DueWorkFailed');
      return [];
    }
  }

  return { doAll };
}

/** Those that nobody else has; each fails alone. */
async function leasedOf(ctx: ActionContext, due: readonly ActionReference[]): Promise<Piece[]> {
  const leased = await Promise.all(
    due.map((reference) =>
      lease(ctx, reference).catch((error: unknown) => {
        ctx.log.error('an alert action could not be taken up; the tick has it done', { reference, error });
        ctx.metrics.count('DueWorkFailed');
        return [];
      }),
    ),
  );
  return leased.flat();
}

/** What keeps failing is taken out of the index, and a delivery says so. */
async function lease(ctx: ActionContext, reference: ActionReference): Promise<Piece[]> {
  const failures = await ctx.store.due.lease(reference, plus(ctx.clock.now(), leaseFor));
  if (failures === undefined) return [];
  if (failures <= maxFailures) return [reference];
  ctx.log.error('an alert action was given up', { reference, failures });
  ctx.metrics.count('DueWorkFailed');
  const { alertId, id } = reference;
  try {
    if (id !== undefined) await giveUpDelivery(ctx, { alertId, id });
  } finally {
    await ctx.store.due.giveUp(reference);
  }
  return [];
}
