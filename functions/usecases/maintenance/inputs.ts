import * as z from 'zod';
import { line, Reference, text } from '../inputs.ts';

const flag = z.boolean().nullish();

/** What a client may write of a maintenance window (wire-api §18); `recurrence` and what is told before the start are ours. */
export const MaintenanceInput = z.object({
  timezone: z.string().max(100).nullish(),
  start: z.string().max(50),
  end: z.string().max(50),
  recurrence: text(500).nullish(),
  summary: line(255),
  description: text(10_000).nullish(),
  alertSources: z.array(Reference).max(60, 'must be at most 60').nullish(),
  services: z.array(Reference).max(100, 'must be at most 100').nullish(),
  notifications: z
    .object({ atCreation: flag, at24HoursBefore: flag, at1HourBefore: flag, atStart: flag, atEnd: flag })
    .nullish(),
});
export type MaintenanceInput = z.infer<typeof MaintenanceInput>;
