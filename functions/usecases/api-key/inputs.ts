import * as z from 'zod';
import { Scope } from '../../domain/access/scope.ts';
import { DateTime, Name } from '../inputs.ts';

export const ApiKeyInput = z.object({
  name: Name.nullish(),
  scopes: z.array(Scope).min(1, 'must name a scope, or be left out for everything').max(100).nullish(),
  expiresAt: DateTime.nullish(),
});
export type ApiKeyInput = z.infer<typeof ApiKeyInput>;

export const RotationInput = z.object({ overlapHours: z.number().int().min(0).max(720).nullish() });
export type RotationInput = z.infer<typeof RotationInput>;
