import { handleReceipt, type Receipt } from '../../functions/usecases/reply/handle-receipt.ts';
import { handleSms, type InboundSms } from '../../functions/usecases/reply/handle-sms.ts';
import { takeMail } from '../../functions/usecases/reply/take-mail.ts';
import type { SimulatedWorld } from './ports.ts';

/** What comes back from providers: answers and what became of messages. */
export type Inbound =
  | ({ readonly kind: 'sms' } & InboundSms)
  | { readonly kind: 'mail'; readonly key: string }
  | { readonly kind: 'receipt'; readonly receipt: Receipt };

/** As functions/handlers/handle-reply.ts does with a message of its queue. */
export async function handleInbound(world: SimulatedWorld, message: Inbound): Promise<void> {
  switch (message.kind) {
    case 'sms':
      return handleSms(world, message);
    case 'mail': {
      const raw = await world.blobs.get(message.key);
      return raw && takeMail({ ...world, allows: async () => true }, { inboundId: message.key, raw });
    }
    case 'receipt':
      return handleReceipt(world, message.receipt);
  }
}
