import { typeDescriptions } from '../../actions/params/members.ts';
import { integrations, loadIntegration } from '../../integrations/catalogue.ts';
import { type PageLimits, pageParameters, readPage } from './query.ts';
import { ok, publicRoute, type Route, route } from './route.ts';

const page: PageLimits = { default: 50, max: 100 };

/** What Tocsin can be connected with, for anybody. */
export const integrationRoutes: readonly Route[] = [
  publicRoute(
    'GET',
    '/api/integrations',
    async ({ query }) => {
      const { offset, limit } = readPage(query, page);
      const shown = await Promise.all(integrations.slice(offset, offset + limit).map(loadIntegration));
      return ok(
        shown.map(({ slug, name, aliases, integrationType, resolves, setup, source, sample }, index) => ({
          id: offset + index + 1,
          name,
          type: 'INBOUND',
          integrationType,
          integrationPath: `/api/v1/events/${slug}`,
          aliases,
          documentationUrl: source[0] ?? null,
          resolves,
          setup,
          source,
          sample,
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

/** What alert actions can do, and with what: forms are made of it. */
export const connectorTypeRoutes: readonly Route[] = [
  route('GET', '/api/connector-types', 'connector:read', async () => ok(typeDescriptions())),
];
