import type { CallbackPart } from '../../ports/callback-work.ts';
import type { Receive, Work } from './part.ts';

/** Who takes what is below a path; loaded with its first call. */
export const receivers: Readonly<Record<string, () => Promise<Receive>>> = {
  '/callbacks/slack': async () => (await import('./slack.ts')).receiveSlack,
  '/callbacks/teams': async () => (await import('./teams.ts')).receiveTeams,
  '/callbacks/actions': async () => (await import('./tickets.ts')).receiveTicketCall,
};

/** Who does the work of a part; loaded with its first. */
export const workers: Partial<Readonly<Record<CallbackPart, () => Promise<Work>>>> = {
  teams: async () => (await import('./teams-work.ts')).workOfTeams,
  slack: async () => (await import('./slack-work.ts')).workOfSlack,
  tickets: async () => (await import('./tickets.ts')).doTicketWork,
};
