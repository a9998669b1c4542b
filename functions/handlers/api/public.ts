import { integrations } from '../../integrations/catalogue.ts';
import { readPage } from './query.ts';
import { ok, publicRoute, type Route } from './route.ts';

/** What anybody may ask: whether the API answers, and what it can be connected with (wire-api §2.5). */
export const publicRoutes: readonly Route[] = [
  publicRoute('GET', '/health', async () => ok({ status: 'UP' })),
  publicRoute('GET', '/api/numbers', async ({ query }) => {
    readPage(query, { default: 50, max: 100 });
    return ok([]);
  }),
  publicRoute('GET', '/api/integrations', async ({ query }) => {
    const { offset, limit } = readPage(query, { default: 50, max: 100 });
    return ok(
      integrations.slice(offset, offset + limit).map(({ slug, name, integrationType, resolves, setup }, index) => ({
        id: offset + index + 1,
        name,
        type: 'INBOUND',
        integrationType,
        integrationPath: `/api/v1/events/${slug}`,
        resolves,
        setup,
      })),
    );
  }),
];
