import { ok, publicRoute, type Route } from './route.ts';

/** Pages are large, and most calls are not about them. */
const answers = () => import('../../usecases/reply/answer-link.ts');

/** What anybody may ask: whether the API answers, and answer links, whose token is the credential. */
export const publicRoutes: readonly Route[] = [
  publicRoute('GET', '/health', async () => ok({ status: 'UP' })),
  publicRoute('GET', '/answer/{token}', async ({ ctx, params }) =>
    (await answers()).showAnswer(ctx, { token: params.token ?? '' }),
  ),
  publicRoute('POST', '/answer/{token}', async ({ ctx, params, headers }) => {
    const { actOnAnswer, actOnButton } = await answers();
    const asked = { token: params.token ?? '' };
    return headers.accept?.includes('application/json') ? actOnButton(ctx, asked) : actOnAnswer(ctx, asked);
  }),
];
