import * as z from 'zod';
import { plus } from '../domain/time.ts';
import type { ActionEnd } from '../ports/action-work.ts';
import type { ActionContext } from '../usecases/action-delivery/run.ts';
import { askOutside } from './world/ask-outside.ts';
import { base } from './world/base.ts';
import { slackWithin } from './world/chat.ts';
import { chatTokens } from './world/chat-tokens.ts';
import { lambda } from './world/lambda.ts';
import { settings } from './world/settings.ts';
import { unsealedStore } from './world/unsealed-store.ts';

/** What is begun last still has its eight requests before the function's own time is over; what is left is done by the next who is woken. */
const workingTime = { seconds: 35 };

/** Channels of alerts are told beside what actions do. */
const slack = slackWithin(8_000);

const Id = z.number().int().positive().max(Number.MAX_SAFE_INTEGER);

/** Somebody waits for one delivery, or there may be something to do: for these alerts, or for any. */
const Asked = z.union([
  z.object({ v: z.literal(1), perform: z.object({ alertId: Id, id: Id }) }),
  z.object({ v: z.literal(1), alertIds: z.array(Id).optional() }),
]);

let opening: Promise<ActionContext> | undefined;
async function openWorld(): Promise<ActionContext> {
  opening ??= unsealedStore().then((store) => ({ ...base, store, settings, chatTokens, slack }));
  opening.catch(() => {
    opening = undefined;
  });
  return opening;
}

/** Carries out what alerts have set in motion elsewhere. Who waits for a delivery is told how its attempt ended. */
const handle = async (event: unknown): Promise<ActionEnd | null> => {
  const asked = Asked.parse(event);
  // What knows the tools is loaded beside the table's client and not before it.
  const [world, { performOne, runActionWork }] = await Promise.all([
    openWorld(),
    import('../usecases/action-delivery/run.ts'),
  ]);
  const ask = askOutside(world);
  if ('perform' in asked) {
    const delivery = await performOne(world, ask, asked.perform);
    if (delivery === undefined) return null;
    return { status: delivery.status, ...(delivery.said !== undefined && { said: delivery.said }) };
  }
  await runActionWork(world, ask, {
    ...(asked.alertIds && { alertIds: asked.alertIds }),
    deadline: plus(base.clock.now(), workingTime),
  });
  return null;
};

export const handler = lambda(handle);
