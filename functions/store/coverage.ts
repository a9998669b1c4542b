import { CoverageRequest } from '../domain/coverage/coverage-request.ts';
import { IdCollisionError, VersionConflictError } from '../domain/errors.ts';
import type { CoverageStore } from '../ports/schedule-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { ifAbsent, ifVersion } from './conditions.ts';
import { attributesOf, entityOf, type Form, itemAt } from './items.ts';
import { indexKeys, keys, userCoveragePartition } from './keys.ts';
import { entriesOf, itemsInOrder, mergeDescending, pageOf, pageSize } from './pages.ts';
import type { Item, Query, Table } from './table.ts';
import { type Step, writeSteps } from './writes.ts';

const form: Form<CoverageRequest> = { type: 'COVERAGE', schema: CoverageRequest };

const itemOf = (request: CoverageRequest): Item =>
  itemAt(
    keys.coverage(request.id),
    attributesOf(form, request),
    indexKeys.coverageByRequester(request.requesterId, request.id),
    indexKeys.coverageByColleague(request.colleagueId, request.id),
  );

/** The step that saves a request if it is still as read, with the version raised. */
export const coverageStep = (request: CoverageRequest, previous: CoverageRequest): Step => ({
  operation: { put: itemOf({ ...request, version: previous.version + 1 }), condition: ifVersion(previous.version) },
  refused: () => new VersionConflictError(`coverage request ${request.id}`),
});

/** Coverage requests, found by either side. */
export function createCoverageStore(table: Table, { auditDays }: AuditTerm): CoverageStore {
  async function* ordered(query: Query, order: 'listSK' | 'relatedSK') {
    for await (const { PK, SK, [order]: key } of entriesOf(table, { ...query, order: 'descending' }))
      yield { PK, SK, order: String(key) };
    return undefined;
  }

  return {
    async get(id) {
      const item = await table.get(keys.coverage(id), { consistent: true });
      return item && entityOf(form, item);
    },

    async ofUser(userId, page) {
      const query = { partition: userCoveragePartition(userId), limit: pageSize(page) };
      const entries = mergeDescending([
        ordered({ ...query, index: 'list' }, 'listSK'),
        ordered({ ...query, index: 'related' }, 'relatedSK'),
      ]);
      return (await itemsInOrder(table, await pageOf(entries, page))).map((item) => entityOf(form, item));
    },

    async create(request, audit) {
      const operation = { put: itemOf(request), condition: ifAbsent };
      const refused = () => new IdCollisionError(`coverage request ${request.id}`);
      await writeSteps(table, [{ operation, refused }, ...auditSteps(audit, auditDays)]);
    },

    async save(request, previous, audit) {
      await writeSteps(table, [coverageStep(request, previous), ...auditSteps(audit, auditDays)]);
      return { ...request, version: previous.version + 1 };
    },
  };
}
