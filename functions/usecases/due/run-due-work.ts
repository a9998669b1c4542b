import { type Instant, plus } from '../../domain/time.ts';
import { type DueKind, type DueReference, dueKinds } from '../../ports/due-store.ts';
import { type DueContext, workOf } from './works.ts';

/** How much is read and worked on at once. */
const pageSize = 100;
const atOnce = 10;

/** Work that has failed this often is taken out of the index, unless it is perpetual; the alarm on `DueWorkFailed` has
 * rung long before. */
const maxFailures = 50;

/** A claim of due work lasts this long; then somebody else may try. */
const leaseFor = { minutes: 2 };

/**
 * Does whatever is due, most urgent kind first, until nothing is left or `deadline` is reached. Each piece of work fails
 * alone: it is logged, counted and found again after its lease. Returns how many pieces were done.
 */
export async function runDueWork(ctx: DueContext, { deadline }: { deadline: Instant }): Promise<number> {
  if (ctx.clock.now() >= deadline) return 0;
  const atFirst = firstLook(ctx);
  let done = 0;
  for (const kind of dueKinds) {
    // What was done since may have made more due.
    let seen = done === 0 ? await atFirst.get(kind) : undefined;
    for (;;) {
      const now = ctx.clock.now();
      if (now >= deadline) return done;
      const { takes } = workOf(kind);
      if (takes !== undefined && plus(now, takes) > deadline) break;
      const references = seen ?? (await listDue(ctx, kind));
      seen = undefined;
      const taken = await takePage(ctx, kind, references);
      done += taken;
      // A page of which nothing could be leased is stale index data or somebody else's work.
      if (references.length < atMostOf(kind) || taken === 0) break;
    }
  }
  return done;
}

type Page = readonly DueReference[];

/**
 * Asks side by side what is due of each kind: in most minutes nothing is, and as many answers, one after the other, would be all
 * that the tick takes time for. Each answer is waited for in its own turn, so that what is urgent never waits to hear of what is
 * less so. A kind that could not be read has no page, and is asked again in its turn.
 */
const firstLook = (ctx: DueContext): ReadonlyMap<DueKind, Promise<Page | undefined>> =>
  new Map(dueKinds.map((kind) => [kind, listDue(ctx, kind).catch(() => undefined)]));

const atMostOf = (kind: DueKind): number => workOf(kind).atOnce ?? pageSize;

function listDue(ctx: DueContext, kind: DueKind): Promise<Page> {
  const now = ctx.clock.now();
  return ctx.store.due.list(kind, workOf(kind).until?.(now) ?? now, atMostOf(kind));
}

/** Work of a kind that is done together is done singly when that fails, so that one bad piece spoils nothing. */
async function takePage(ctx: DueContext, kind: DueKind, references: Page): Promise<number> {
  const { together } = workOf(kind);
  if (together === undefined) return takeAll(ctx, references);
  let taken = 0;
  for (let start = 0; start < references.length; start += pageSize) {
    const page = references.slice(start, start + pageSize);
    try {
      taken += await together(ctx, page as never);
    } catch (error) {
      ctx.log.error('due work failed as a page, it is tried piece by piece', { kind, error });
      taken += await takeAll(ctx, page);
    }
  }
  return taken;
}

async function takeAll(ctx: DueContext, references: Page): Promise<number> {
  let taken = 0;
  for (let start = 0; start < references.length; start += atOnce) {
    const outcomes = await Promise.all(
      references.slice(start, start + atOnce).map((reference) => take(ctx, reference)),
    );
    taken += outcomes.filter(Boolean).length;
  }
  return taken;
}

async function take(ctx: DueContext, reference: DueReference): Promise<boolean> {
  try {
    const failures = await ctx.store.due.lease(reference, plus(ctx.clock.now(), leaseFor));
    if (failures === undefined) return false;
    if (failures > maxFailures && workOf(reference.kind).isPerpetual !== true) {
      ctx.log.error('due work given up', { reference, failures });
      ctx.metrics.count('DueWorkFailed');
      await ctx.store.due.giveUp(reference);
      return true;
    }
    await workOf(reference.kind).one(ctx, reference as never);
    return true;
  } catch (error) {
    ctx.log.error('due work failed', { reference, error });
    ctx.metrics.count('DueWorkFailed');
    return false;
  }
}
