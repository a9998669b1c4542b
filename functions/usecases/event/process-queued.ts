import type { QueuedEvent } from '../../domain/event/event.ts';
import type { FlowContext, FlowOutcome } from './flow-event.ts';
import { type ProcessContext, processEvent } from './process.ts';

/** Does what a message on the event queue asks for; what takes events through flows is loaded with the first of those. */
export async function processQueued(ctx: ProcessContext & FlowContext, message: QueuedEvent): Promise<FlowOutcome> {
  if (message.v === 1) return processEvent(ctx, message);
  const { processFlowEvent } = await import('./flow-event.ts');
  return processFlowEvent(ctx, message);
}
