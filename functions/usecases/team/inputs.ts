import * as z from 'zod';
import { TeamRole } from '../../domain/team/team.ts';
import { Name, Reference } from '../inputs.ts';

/** As many as one transaction keeps. */
export const maxMembers = 60;

export const TeamMemberInput = z.object({ user: Reference, role: TeamRole.nullish() });
export type TeamMemberInput = z.infer<typeof TeamMemberInput>;

/** What a client may write of a team (wire-api §11). */
export const TeamInput = z.object({
  name: Name,
  visibility: z.enum(['PUBLIC', 'PRIVATE']).nullish(),
  members: z.array(TeamMemberInput).max(maxMembers, `must be at most ${maxMembers} members`).nullish(),
});
export type TeamInput = z.infer<typeof TeamInput>;
