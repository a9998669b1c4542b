import * as z from 'zod';
import { history, Id, Moment, Reference } from './shapes.ts';

/* What the API answers of the account: who gets in, which apps there are, and what was changed. */

export const AuditEntry = z.object({
  id: Id,
  at: z.string(),
  actor: z.object({ kind: z.string(), id: Id.optional(), name: z.string() }),
  via: z.string(),
  keyId: Id.optional(),
  sessionId: z.string().optional(),
  action: z.string(),
  entity: z.object({ kind: z.string(), id: z.union([Id, z.string()]), name: z.string() }),
  before: z.looseObject({}).optional(),
  after: z.looseObject({}).optional(),
  omitted: z.array(z.string()).optional(),
});

export const IdentityProvider = z.object({
  id: Id,
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  clientSecret: z.string().nullable(),
  domains: z.array(z.string()),
  scopes: z.array(z.string()),
  claims: z.record(z.string(), z.string()),
  roleMappings: z.array(z.object({ value: z.string(), role: z.string() })),
  defaultRole: z.string(),
  teamMappings: z.array(z.object({ value: z.string(), team: Reference, teamRole: z.string() })),
  phoneRegion: z.string().optional(),
  provision: z.boolean(),
  active: z.boolean(),
  label: z.string().optional(),
  appliesToOwner: z.boolean(),
  redirectUrl: z.string(),
  signInUrl: z.string(),
  ...history,
});

export const App = z.object({
  id: Id,
  name: z.string(),
  type: z.string(),
  clientId: z.string(),
  clientSecret: z.string().optional(),
  redirectUris: z.array(z.string()),
  scopes: z.array(z.string()).optional(),
  createdAt: Moment,
  updatedAt: Moment,
});
