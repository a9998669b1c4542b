import * as z from 'zod';
import { Locale, SubscriberType } from '../../domain/subscriber/page-subscriber.ts';
import { Id, Reference, text } from '../inputs.ts';

const ServiceId = Id.or(Reference.transform(({ id }) => id)).or(
  z
    .string()
    .regex(/^\d{1,16}$/, 'must be the number of a service')
    .transform(Number),
);

/** As forms send it, an empty value says nothing. */
const chosen = <T extends z.ZodType>(option: T) => option.or(z.literal('')).nullish();

/** Who wants to be told of a page (pages-contract §5). */
export const SubscribeInput = z.object({
  target: text(2000),
  type: chosen(SubscriberType),
  services: z.array(ServiceId).max(200).nullish(),
  locale: chosen(Locale),
});
export type SubscribeInput = z.infer<typeof SubscribeInput>;

/** Many of them at once (wire-api §14). */
export const SubscribersImport = z.array(SubscribeInput).min(1).max(1000);
export type SubscribersImport = z.infer<typeof SubscribersImport>;

/** Which services a subscriber wants to hear of. */
export const ManageInput = z.object({ services: z.array(ServiceId).max(200).nullish() });
