import { environment } from '../../platform/environment.ts';
import type { SubscriberWorkers } from '../../ports/queues.ts';

/** Subscribers are told seldom: what wakes whoever does it is loaded then. */
let waking: Promise<SubscriberWorkers> | undefined;
const load = async (): Promise<SubscriberWorkers> =>
  (await import('../../platform/subscriber-work.ts')).lambdaSubscriberWork(environment('TELL_FUNCTION'));

export const subscriberWork: SubscriberWorkers = {
  async wake() {
    waking ??= load();
    await (await waking).wake();
  },
};
