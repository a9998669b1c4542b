import type { Receipt } from '../../../functions/usecases/reply/handle-receipt.ts';
import type { Capability } from './capability.ts';
import { several } from './choices.ts';

/** A provider tells what became of the `nth` message of all, `after` milliseconds later: also before it has answered. */
export interface ReceiptOperation {
  readonly at: number;
  readonly kind: 'receipt';
  readonly nth: number;
  readonly after: number;
  readonly outcome: Receipt['outcome'];
  /** Told so often. */
  readonly copies: number;
  /** Whether it names the message by the reference that it was given. */
  readonly isReferring: boolean;
}

export const receipt: Capability<ReceiptOperation> = {
  kind: 'receipt',
  generate: (random) =>
    several(random, random.chance(0.5) ? [1, 8] : [0, 0], () => ({
      at: 0,
      kind: 'receipt',
      nth: random.between(1, 12),
      after: random.pick([0, 1, 100, 5_000, 200_000]),
      outcome: random.pick(['DELIVERED', 'DELIVERED', 'FAILED', 'NOT_ANSWERED']),
      copies: random.pick([1, 1, 2, 3]),
      isReferring: random.chance(0.5),
    })),
  perform: (people, { nth, after, outcome, copies, isReferring }) => {
    let seen = 0;
    people.onReceived(({ driver, providerId, message }) => {
      seen += 1;
      if (seen !== nth) return;
      const reference = isReferring ? message.idempotencyToken : undefined;
      const told: Receipt = { driver, providerId, reference, outcome, reason: 'the provider says so' };
      for (let copy = 0; copy < copies; copy++)
        people.cloud.scheduler.after(after * (1 + copy), () =>
          people.cloud.inbound.send({ kind: 'receipt', receipt: told }),
        );
    });
  },
};
