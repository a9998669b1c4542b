import { readPage } from './query.ts';
import { ok, publicRoute, type Route } from './route.ts';

/** Pages and adapters are large, and most calls are about neither. */
const answers = () => import('../../usecases/reply/answer-link.ts');
const catalogue = () => import('../../integrations/catalogue.ts');

/** What anybody may ask: whether the API answers, what it can be connected with, and answer links, whose token is the credential. */
export const publicRoutes: readonly Route[] = [
  publicRoute('GET', '/health', async () => ok({ status: 'UP' })),
  publicRoute('GET', '/answer/{token}', async ({ ctx, params }) =>
    (await answers()).showAnswer(ctx, { token: params.token ?? '' }),
  ),
  publicRoute('POST', '/answer/{token}', async ({ ctx, params }) =>
    (await answers()).actOnAnswer(ctx, { token: params.token ?? '' }),
  ),
  publicRoute('GET', '/api/numbers', async ({ query }) => {
    readPage(query, { default: 50, max: 100 });
    return ok([]);
  }),
  publicRoute('GET', '/api/integrations', async ({ query }) => {
    const { offset, limit } = readPage(query, { default: 50, max: 100 });
    const { integrations } = await catalogue();
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
