import type { AuditKind } from '../../domain/audit/kind.ts';
import { always } from '../../domain/audit/kind.ts';
import type { CoverageRequest } from '../../domain/coverage/coverage-request.ts';

/** Requests to take a colleague's shifts. */
export const coverageKind: AuditKind<CoverageRequest> = {
  kind: 'coverage-request',
  idOf: ({ id }) => id,
  nameOf: () => '',
  members: { ...always, requesterId: 'told', colleagueId: 'told', shifts: 'told', message: 'told', state: 'told' },
};
