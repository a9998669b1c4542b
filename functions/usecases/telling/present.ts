import { countsOf, type Telling, type TellingCounts } from '../../domain/telling/telling.ts';
import type { Context } from '../../ports/context.ts';

/** What became of telling subscribers of each update of an incident, oldest first: how many were to be told, and how many were. */
export async function presentTellings(ctx: Context<'store'>, scope: string): Promise<object[]> {
  const tellings = await ctx.store.tellings.list(scope);
  return Promise.all(
    tellings.map(async (telling) => {
      const { recipients, sent, failed } = await countsNow(ctx, telling);
      return {
        update: telling.id,
        createdAt: telling.at,
        endedAt: telling.endedAt,
        status: telling.endedAt !== undefined ? 'DONE' : telling.parts === undefined ? 'QUEUED' : 'SENDING',
        recipients,
        sent,
        failed,
        pending: recipients - sent - failed,
      };
    }),
  );
}

async function countsNow(ctx: Context<'store'>, telling: Telling): Promise<TellingCounts> {
  if (telling.counts !== undefined) return telling.counts;
  const parts = telling.parts === undefined ? [] : await ctx.store.tellings.parts(telling);
  return countsOf(parts.flatMap(({ recipients }) => recipients));
}
