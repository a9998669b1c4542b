/** What is loaded with the first question about who gets in, and how. */
export { createAppStore } from './apps.ts';
export { createAuditStore } from './audit-log.ts';
export { createCoverageStore } from './coverage.ts';
export { createGrantStore } from './grants.ts';
export { createIdentityProviderStore } from './identity-providers.ts';
export { createInvitationStore } from './invitations.ts';
export { createPasskeyStore } from './passkeys.ts';
