import * as z from 'zod';
import type { Scope } from './scope.ts';
import type { TeamAccess } from './team-access.ts';

/** What a user may do, from least to most (features.md §20). The owner is an admin who also holds the account. */
export const Role = z.enum(['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER', 'ADMIN', 'OWNER']);
export type Role = z.infer<typeof Role>;

/** How somebody reached us: the channel an answer came on, the API, an alert source, or Tocsin itself. */
export const Via = z.enum([
  ...(['API', 'SMS', 'VOICE', 'EMAIL', 'PUSH', 'LINK', 'SLACK', 'TEAMS'] as const),
  ...(['SOURCE', 'TICKET', 'SYSTEM'] as const),
]);
export type Via = z.infer<typeof Via>;

export interface UserActor {
  readonly kind: 'user';
  readonly userId: number;
  readonly name: string;
  readonly role: Role;
  readonly via: Via;
  /** What teams give and take; absent for whoever answers what was sent to them, and where there are no teams. */
  readonly teams?: TeamAccess;
  /** What the key or token is held to; absent: everything the role may. */
  readonly scopes?: readonly Scope[];
  /** The session they act by, when it is no key. */
  readonly session?: { readonly id: string };
  /** The API key they act by. */
  readonly keyId?: number;
  /** The app that acts for them, by an access token. */
  readonly appId?: number;
  /** Who that is, for becoming a responder without another read. */
  readonly person: { readonly firstName: string; readonly lastName: string; readonly email: string };
}

/** An alert source acting through its events. */
export interface SourceActor {
  readonly kind: 'source';
  readonly sourceId: number;
  readonly name: string;
  readonly via: 'SOURCE';
}

/** A tool that tells what has become of the ticket of one alert, which it may answer, and nothing else. */
export interface ToolActor {
  readonly kind: 'tool';
  readonly alertId: number;
  /** The action that opened the ticket, as it is named on the wire: it is not told what its own tool has said. */
  readonly actionId: string;
  /** Who did it there; the tool where it does not say. */
  readonly name: string;
  readonly tool: string;
  readonly via: 'TICKET';
}

/** Tocsin itself: escalation, watchdog, windows. */
export interface SystemActor {
  readonly kind: 'system';
  readonly name: 'Tocsin';
  readonly via: 'SYSTEM';
}

export type Actor = UserActor | SourceActor | ToolActor | SystemActor;

export const system: SystemActor = { kind: 'system', name: 'Tocsin', via: 'SYSTEM' };

/** Who did something in a tool, and in which: "Grace Hopper (Jira)". */
export const nameInTool = ({ name, tool }: Pick<ToolActor, 'name' | 'tool'>): string =>
  name === tool ? tool : `${name} (${tool})`;
