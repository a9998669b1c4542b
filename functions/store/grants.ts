import { Code, Grant } from '../domain/oauth/grant.ts';
import { epochSecondsOf, plus } from '../domain/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { GrantStore } from '../ports/oauth-store.ts';
import { type AuditTerm, auditSteps } from './audit-items.ts';
import { ifAbsent, ifEquals, ifPresent } from './conditions.ts';
import { attributesOf, entityOf, type Form, isLive, itemAt } from './items.ts';
import { grantsPartition, indexKeys, keys, sortable } from './keys.ts';
import { allOf, itemsInOrder } from './pages.ts';
import type { Item, Table } from './table.ts';

const grantForm: Form<Grant> = { type: 'GRANT', schema: Grant };
const codeForm: Form<Code> = { type: 'OAUTH_CODE', schema: Code };
/** So long it is known that a code was used, and what for. */
const codeKeptFor = { days: 1 };

/** Grants and codes; both go by themselves. */
export function createGrantStore(table: Table, clock: Clock, { auditDays }: AuditTerm): GrantStore {
  const itemOf = (grant: Grant): Item =>
    itemAt(keys.grant(grant.id), attributesOf(grantForm, grant), indexKeys.grantOfUser(grant), {
      expiresAt: epochSecondsOf(grant.validUntil),
    });
  const grantIn = (item: Item | undefined): Grant | undefined => {
    const grant = item && isLive(item, clock.now()) ? entityOf(grantForm, item) : undefined;
    return grant !== undefined && clock.now() < grant.validUntil ? grant : undefined;
  };

  return {
    async createCode(code) {
      const expiresAt = epochSecondsOf(plus(code.createdAt, codeKeptFor));
      const put = itemAt(keys.oauthCode(code.hash), attributesOf(codeForm, code), { expiresAt });
      await table.write([{ put, condition: ifAbsent }]);
    },

    async codeByHash(hash) {
      const item = await table.get(keys.oauthCode(hash), { consistent: true });
      return item && isLive(item, clock.now()) ? entityOf(codeForm, item) : undefined;
    },

    async exchange(code, grant) {
      const refusals = await table.write([
        {
          update: keys.oauthCode(code.hash),
          set: { state: 'USED', grantId: grant.id },
          condition: ifEquals('state', 'NEW'),
        },
        { put: itemOf(grant), condition: ifAbsent },
      ]);
      return refusals.length === 0;
    },

    async get(id) {
      return grantIn(await table.get(keys.grant(id), { consistent: true }));
    },

    async advance(next, previous) {
      return (await table.write([{ put: itemOf(next), condition: ifEquals('serial', previous.serial) }])).length === 0;
    },

    async end(id, audit) {
      const operations = auditSteps(audit, auditDays).map(({ operation }) => operation);
      return (await table.write([{ delete: keys.grant(id), condition: ifPresent }, ...operations])).length === 0;
    },

    async ofUser(userId, appId) {
      const sort = appId === undefined ? {} : { sort: { beginsWith: `${sortable(appId)}#` } };
      const entries = await allOf(table, { index: 'related', partition: grantsPartition(userId), ...sort });
      return (await itemsInOrder(table, entries))
        .map(grantIn)
        .filter((grant) => grant !== undefined)
        .sort((a, b) => (a.id < b.id ? -1 : 1));
    },
  };
}
