import type { Team } from '../domain/team/team.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface TeamStore extends ConfigurationStore<Team> {
  /** The teams a user is a member of, oldest first. */
  ofMember(userId: number): Promise<Team[]>;
}
