import { type Instant, plus } from '../../domain/time.ts';
import type { DueReference } from '../../ports/due-store.ts';
import type { SubscriberWork } from '../../ports/telling-store.ts';
import { tell } from '../telling/tell.ts';
import { askPending, takeRequest } from './ask.ts';
import type { TellContext } from './context.ts';

/** Longer than whoever tells may take. */
const turnLasts = { seconds: 100 };
/** Work that was begun and not ended is due again after this; by then whoever had it is dead. */
const leaseFor = { minutes: 2 };
const atOnce = 100;
const mostFailures = 20;

/**
 * Does what is due about subscribers, one at a time in the whole deployment: asks those who want to be some, reminds them, and tells what
 * is to be told. Who asks does not wait for a long telling. What fails is found again, by the tick.
 */
export async function runSubscriberWork(ctx: TellContext, { deadline }: { readonly deadline: Instant }): Promise<void> {
  const turn = ctx.ids.ulid();
  const now = ctx.clock.now();
  if (!(await ctx.store.tellings.takeTurn(turn, now, plus(now, turnLasts)))) return;
  do {
    while (ctx.clock.now() < deadline && (await takePage(ctx, deadline))) {
      // There may be more.
    }
    // Who came meanwhile has gone again; when the time is up, the tick finds what they came for, and nobody has the turn.
  } while (!(await ctx.store.tellings.endTurn(turn)));
}

interface Piece {
  readonly reference: DueReference;
  readonly work: SubscriberWork | undefined;
}

/** True when something was done, so that it is worth looking again. */
async function takePage(ctx: TellContext, deadline: Instant): Promise<boolean> {
  const references = await ctx.store.due.list('subscribers', ctx.clock.now(), atOnce);
  const pieces = await Promise.all(
    references.map(
      async (reference): Promise<Piece> => ({ reference, work: await ctx.store.tellings.work(reference.work) }),
    ),
  );
  const inTurn = [...pieces.filter(({ work }) => work?.kind !== 'telling'), ...pieces.filter(isTelling)];
  let done = 0;
  for (const piece of inTurn) {
    if (ctx.clock.now() >= deadline) break;
    if (await take(ctx, piece, deadline)) done += 1;
  }
  return done > 0;
}

const isTelling = ({ work }: Piece): boolean => work?.kind === 'telling';

async function take(ctx: TellContext, { reference, work }: Piece, deadline: Instant): Promise<boolean> {
  try {
    const failures = await ctx.store.due.lease(reference, plus(ctx.clock.now(), leaseFor));
    if (failures === undefined) return false;
    if (failures > mostFailures) {
      ctx.log.error('work about subscribers given up', { kind: work?.kind, failures });
      ctx.metrics.count('DueWorkFailed');
      await ctx.store.due.giveUp(reference);
      return true;
    }
    if (work !== undefined) await doWork(ctx, work, deadline);
    return true;
  } catch (error) {
    ctx.log.error('work about subscribers failed', { kind: work?.kind, error });
    ctx.metrics.count('DueWorkFailed');
    return false;
  }
}

function doWork(ctx: TellContext, work: SubscriberWork, deadline: Instant): Promise<void> {
  switch (work.kind) {
    case 'request':
      return takeRequest(ctx, work.request);
    case 'pending':
      return askPending(ctx, work.subscriber);
    case 'telling':
      return tell(ctx, work.telling, deadline);
  }
}
