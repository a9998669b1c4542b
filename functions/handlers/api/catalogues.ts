import { integrations } from '../../integrations/catalogue.ts';
import { type PageLimits, pageParameters, readPage } from './query.ts';
import { ok, publicRoute, type Route } from './route.ts';

const page: PageLimits = { default: 50, max: 100 };

/** What Tocsin can be connected with, for anybody. */
export const integrationRoutes: readonly Route[] = [
  publicRoute(
    'GET',
    '/api/integrations',
    async ({ query }) => {
      const { offset, limit } = readPage(query, page);
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
    },
    { query: pageParameters },
  ),
];

/** Numbers that everybody shares: there are none, each deployment has its own. */
export const numberRoutes: readonly Route[] = [
  publicRoute(
    'GET',
    '/api/numbers',
    async ({ query }) => {
      readPage(query, page);
      return ok([]);
    },
    { query: pageParameters },
  ),
];
