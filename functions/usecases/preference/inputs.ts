import * as z from 'zod';
import { AlertPreference, DutyPreference, SubscriptionPreference, UpdatePreference } from '../../domain/user/user.ts';
import { Reference } from '../inputs.ts';

const contact = { contact: Reference.nullish() };

/** What a client may write of each kind of notification preference (wire-api §10.2); numbers left out mean 0. */
export const AlertPreferenceInput = z.object({
  ...contact,
  method: AlertPreference.shape.method,
  delayMin: AlertPreference.shape.delayMin.nullish(),
  type: AlertPreference.shape.type,
});
export type AlertPreferenceInput = z.infer<typeof AlertPreferenceInput>;
export const DutyPreferenceInput = z.object({
  ...contact,
  method: DutyPreference.shape.method,
  beforeMin: DutyPreference.shape.beforeMin.nullish(),
  type: DutyPreference.shape.type.nullish(),
});
export type DutyPreferenceInput = z.infer<typeof DutyPreferenceInput>;
export const UpdatePreferenceInput = z.object({
  ...contact,
  method: UpdatePreference.shape.method,
  type: UpdatePreference.shape.type,
});
export type UpdatePreferenceInput = z.infer<typeof UpdatePreferenceInput>;
export const SubscriptionPreferenceInput = z.object({ ...contact, method: SubscriptionPreference.shape.method });
export type SubscriptionPreferenceInput = z.infer<typeof SubscriptionPreferenceInput>;
