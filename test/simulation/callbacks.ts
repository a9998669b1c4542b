import { answerInChat } from '../../functions/usecases/chat/press.ts';
import { type Heard, hearOfTicket } from '../../functions/usecases/ticket/hear.ts';
import type { Command } from './operations/choices.ts';
import type { SimulatedWorld } from './ports.ts';

/** What other tools have called for, verified. */
export type Callback =
  | { readonly kind: 'ticket'; readonly heard: Heard }
  | {
      readonly kind: 'press';
      readonly userId: number;
      readonly alertId: number;
      readonly command: Command;
      /** The same for each copy of one press. */
      readonly scope: string;
    };

/** As functions/handlers/handle-callback.ts does with what it is invoked for. */
export async function handleCallback(world: SimulatedWorld, callback: Callback): Promise<void> {
  if (callback.kind === 'ticket') return void (await hearOfTicket(world, callback.heard));
  const { userId, alertId, command, scope } = callback;
  const user = await world.store.users.get(userId);
  if (user === undefined) return;
  await answerInChat(world, { user, via: 'SLACK', scope }, { alertId, action: command });
}
