import * as z from 'zod';
import { Priority } from '../../domain/event/event.ts';
import { DateTime, Id, line, Name, Reference, Teams } from '../inputs.ts';

const maxLevels = 30;
const References = z.array(Reference).max(30).nullish();

/** One level on the wire; each kind of target in its plural form or, deprecated, in its single one. */
export const EscalationRuleInput = z.object({
  escalationTimeout: z.number().int().min(0).max(525_600),
  users: References,
  schedules: References,
  teams: References,
  user: Reference.nullish(),
  schedule: Reference.nullish(),
  team: Reference.nullish(),
});
export type EscalationRuleInput = z.infer<typeof EscalationRuleInput>;

export const RoutingKey = line(255).regex(/^[^,]+$/, 'must be text without commas');

export const PolicyInput = z.object({
  name: Name,
  escalationRules: z.array(EscalationRuleInput).min(1, 'needs at least one rule').max(maxLevels),
  repeating: z.boolean().nullish(),
  frequency: z.number().int().min(1).max(9).nullish(),
  delayMin: z.number().int().min(0).max(15).nullish(),
  routingKey: RoutingKey.nullish().or(z.literal('')),
  teams: Teams,
});
export type PolicyInput = z.infer<typeof PolicyInput>;

/** What is tried: a policy that is there, as it is or with other levels, or one that is not there yet. */
export const SimulationInput = z.object({
  policy: PolicyInput.pick({ repeating: true, frequency: true, delayMin: true }).extend({
    id: Id.nullish(),
    escalationRules: PolicyInput.shape.escalationRules.nullish(),
  }),
  priority: Priority.nullish(),
  at: DateTime.nullish(),
});
export type SimulationInput = z.infer<typeof SimulationInput>;
