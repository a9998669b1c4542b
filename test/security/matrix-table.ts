import type { Role } from '../../functions/domain/access/actor.ts';

/** Who owns the thing that is asked for; the caller is in the own teams with the team role RESPONDER. */
export const ownerships = ['nobody', 'own public', 'other public', 'own private', 'other private', 'both'] as const;
export type Ownership = (typeof ownerships)[number];

/** Stakeholder, guest, viewer, responder, user, admin, owner. */
const columns: readonly Role[] = ['STAKEHOLDER', 'GUEST', 'VIEWER', 'RESPONDER', 'USER', 'ADMIN', 'OWNER'];

/**
 * The table of features.md §20, a column for each role: `+` may, `x` sees and may not, `-` finds nothing. `both` are another
 * public team and the caller's own private one. In a private team the role there (RESPONDER) replaces the caller's, in a public
 * one the higher of both counts; stakeholders never become more; administrators stay what they are.
 */
export const table: Readonly<
  Record<'read' | 'handle' | 'write' | 'share' | 'shareWrite' | 'conceal', Readonly<Record<Ownership, string>>>
> = {
  read: {
    nobody: '--+++++',
    'own public': '-++++++',
    'other public': '--+++++',
    'own private': '-++++++',
    'other private': '-----++',
    both: '-++++++',
  },
  handle: {
    nobody: '--x++++',
    'own public': '-++++++',
    'other public': '--x++++',
    'own private': '-++++++',
    'other private': '-----++',
    both: '-++++++',
  },
  write: {
    nobody: '--xx+++',
    'own public': '-xxx+++',
    'other public': '--xx+++',
    'own private': '-xxxx++',
    'other private': '-----++',
    both: '-xxxx++',
  },
  // What stakeholders see of what their teams own.
  share: {
    nobody: '--+++++',
    'own public': '+++++++',
    'other public': '--+++++',
    'own private': '+++++++',
    'other private': '-----++',
    both: '+++++++',
  },
  shareWrite: {
    nobody: '--xx+++',
    'own public': 'xxxx+++',
    'other public': '--xx+++',
    'own private': 'xxxxx++',
    'other private': '-----++',
    both: 'xxxxx++',
  },
  // What is not there for whoever may not change it.
  conceal: {
    nobody: '----+++',
    'own public': '----+++',
    'other public': '----+++',
    'own private': '-----++',
    'other private': '-----++',
    both: '-----++',
  },
};

/** What each operation is in that table. An operation that is not here has no things that teams own. */
export const rowOf: Readonly<Record<string, keyof typeof table>> = {
  'alert:read': 'read',
  'alert:respond': 'handle',
  'source:read': 'read',
  'source:write': 'write',
  'event-flow:read': 'read',
  'event-flow:write': 'write',
  'policy:read': 'read',
  'policy:write': 'write',
  'schedule:read': 'read',
  'schedule:write': 'write',
  'schedule:override': 'handle',
  'support-hours:read': 'read',
  'support-hours:write': 'write',
  'monitor:read': 'read',
  'monitor:write': 'write',
  'service:read': 'share',
  'service:write': 'shareWrite',
  // Oneself.
  'service:subscribe': 'share',
  'status-page:read': 'share',
  'status-page:write': 'shareWrite',
  'status-page:preview': 'conceal',
  // Oneself.
  'status-page:subscribe': 'share',
  'incident:read': 'read',
  'incident:write': 'handle',
  'incident:delete': 'handle',
  'incident:subscribe': 'read',
  'metric:read': 'read',
  'metric:write': 'write',
  'metric-source:read': 'read',
  'metric-source:write': 'write',
  'deployment-pipeline:read': 'read',
  'deployment-pipeline:write': 'write',
  'alert-action:read': 'read',
  'alert-action:write': 'write',
  'incident-template:read': 'read',
  'incident-template:write': 'write',
  'automation-rule:read': 'read',
  'automation-rule:write': 'write',
};

/** Operations whose things belong to no team: rights-table.ts has what each role may. */
export const ownedByNoTeam = [
  'alert:create',
  'team:read',
  'team:write',
  'team:administer',
  'user:read',
  'user:write',
  'user:administer',
  'user:give-account',
  'chat-app:read',
  'chat-app:write',
  'connector:read',
  'connector:write',
  'maintenance:read',
  'maintenance:write',
  'app:read',
  'app:write',
  'identity-provider:read',
  'identity-provider:write',
  'key-usage:read',
  'audit:read',
  'system:read',
  'incident:create',
  // Asked beside another operation: whom an override is for, and which teams own something.
  'schedule:override-anyone',
  'team:own',
  'service:subscribe-others',
  'status-page:subscribe-others',
  'incident:subscribe-others',
  'incident:follow',
];

export const expectedOf = (operation: string, owner: Ownership, role: Role): string =>
  table[rowOf[operation] ?? 'read'][owner].charAt(columns.indexOf(role));
