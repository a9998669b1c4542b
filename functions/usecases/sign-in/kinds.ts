import type { AuditKind } from '../../domain/audit/kind.ts';
import type { Invitation } from '../../domain/session/invitation.ts';
import type { Passkey } from '../../domain/session/passkey.ts';
import type { Session } from '../../domain/session/session.ts';

/** Passkeys. What is public of a key is no secret, and nobody's interest. */
export const passkeyKind: AuditKind<Passkey> = {
  kind: 'passkey',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  members: {
    id: 'unsaid',
    credentialId: 'unsaid',
    publicKey: 'unsaid',
    counter: 'unsaid',
    transports: 'unsaid',
    userId: 'told',
    name: 'told',
    createdAt: 'unsaid',
    lastUsedAt: 'unsaid',
  },
};

/** Invitations. Their ids stand in links, of which they are the lesser part. */
export const invitationKind: AuditKind<Invitation> = {
  kind: 'invitation',
  idOf: ({ userId }) => userId,
  nameOf: ({ email }) => email,
  members: { id: 'unsaid', userId: 'told', email: 'told', sentAt: 'unsaid', expiresOn: 'told' },
};

/** Sessions that somebody else has ended. */
export const sessionKind: AuditKind<Session> = {
  kind: 'session',
  idOf: ({ id }) => id,
  nameOf: ({ email }) => email,
  members: {
    id: 'unsaid',
    hash: 'unsaid',
    userId: 'told',
    email: 'told',
    page: 'told',
    method: 'told',
    userAgent: 'told',
    createdAt: 'told',
    lastSeenAt: 'unsaid',
  },
};
