import { hostOf, labelOf, StatusPage } from '../domain/page/status-page.ts';
import type { StatusPageStore } from '../ports/status-page-store.ts';
import type { AuditTerm } from './audit-items.ts';
import { createConfigurationItems } from './configuration.ts';
import type { Form } from './items.ts';
import { statusPagePartition } from './keys.ts';
import { allOf } from './pages.ts';
import type { Table } from './table.ts';
import { armTimer } from './timers.ts';
import { writeInTurn } from './writes.ts';

/** What somebody composed of many parts is one text. */
const form: Form<StatusPage> = { type: 'STATUS_PAGE', schema: StatusPage, asJson: ['elements', 'groups'] };

/** Owners, services and metrics. */
const mostReferences = 300;

/** Status pages by id, by name, by the label of their address and by their own domain. */
export function createStatusPageStore(table: Table, term: AuditTerm): StatusPageStore {
  const { byUnique, stepsOfSave, ...pages } = createConfigurationItems(
    table,
    {
      kind: 'STATUS_PAGE',
      label: 'status page',
      form,
      nameOf: ({ name }) => name,
      uniqueValues: ({ subdomain, domain }) => [
        {
          kind: 'PAGE_LABEL',
          value: labelOf(subdomain) ?? subdomain,
          label: labelOf(subdomain) ?? subdomain,
          field: 'subdomain',
        },
        ...(domain ? [{ kind: 'PAGE_DOMAIN' as const, value: hostOf(domain), label: domain, field: 'domain' }] : []),
      ],
      references: ({ teams, services, metrics }) => [
        ...teams.map((id, index) => ({ kind: 'team' as const, id, field: `teams[${index}].id` })),
        ...services.map((id, index) => ({ kind: 'service' as const, id, field: `services[${index}].id` })),
        ...metrics.map((id, index) => ({ kind: 'metric' as const, id, field: `metrics[${index}].id` })),
      ],
      mostReferences,
      // From then on it is made anew each minute, until nothing of it is published.
      besides: (next) => (next?.activatedAt === undefined ? [] : [armTimer('page', next.id, next.updatedAt)]),
      carries: ({ subdomain }) => ({ label: labelOf(subdomain) }),
    },
    term,
  );
  return {
    ...pages,
    byLabel: (label) => byUnique('PAGE_LABEL', label.toLowerCase()),
    byHost: (host) => byUnique('PAGE_DOMAIN', hostOf(host)),

    async delete(page, how) {
      await pages.delete(page, how);
      const rest = await allOf(table, { partition: statusPagePartition(page.id) });
      await writeInTurn(
        table,
        rest.map(({ PK, SK }) => ({ delete: { PK, SK } })),
      );
    },
  };
}
