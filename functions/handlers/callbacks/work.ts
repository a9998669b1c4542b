import * as z from 'zod';
import type { CallbackPart } from '../../ports/callback-work.ts';
import type { WorkContext } from './part.ts';
import { workers } from './routes.ts';

const Message = z.object({ v: z.literal(1), part: z.string(), work: z.record(z.string(), z.unknown()) });

/** Does what another tool has called for. Throws for a message of a form that this version does not know: it comes again. */
export async function doCallbackWork(ctx: WorkContext, message: unknown, parts = workers): Promise<unknown> {
  const { part, work } = Message.parse(message);
  const load = parts[part as CallbackPart];
  if (load === undefined) throw new Error(`nobody does the work of ${part.slice(0, 40)}`);
  return (await load())(ctx, work);
}
