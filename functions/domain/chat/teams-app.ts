import * as z from 'zod';
import { teamsCloudNames } from './teams-cloud.ts';

const guid = (what: string) =>
  z.string({ error: 'is required' }).regex(/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i, what);

/** What Entra shows of the app by which Tocsin is a bot in Teams. */
export const TeamsApp = z.object({
  appId: guid('must be the application (client) id of the app'),
  tenantId: guid('must be the directory (tenant) id'),
  clientSecret: z
    .string({ error: 'is required' })
    .regex(/^[\x21-\x7e]{1,500}$/, 'must be the value of a client secret'),
  /** Of Microsoft: the public one unless said. */
  cloud: z.enum(teamsCloudNames).optional(),
});
export type TeamsApp = z.infer<typeof TeamsApp>;
