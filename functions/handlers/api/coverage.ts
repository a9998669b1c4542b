import { ForbiddenError } from '../../domain/errors.ts';
import { parseInput } from '../../platform/parse-input.ts';
import { acceptCoverage, cancelCoverage, declineCoverage, readCoverage } from '../../usecases/coverage/answer.ts';
import { askForCoverage } from '../../usecases/coverage/ask.ts';
import { CoverageInput } from '../../usecases/coverage/inputs.ts';
import { presentCoverage } from '../../usecases/coverage/present.ts';
import { type PageLimits, pageParameters, readPage } from './query.ts';
import { created, idIn, objectBody, ok, type Route, route } from './route.ts';

const path = '/api/coverage-requests';
const page: PageLimits = { default: 50, max: 100 };

const answers = { accept: acceptCoverage, decline: declineCoverage, cancel: cancelCoverage };

/** Asking a colleague to take one's shifts, and the answers. */
export const coverageRoutes: readonly Route[] = [
  route(
    'GET',
    path,
    'schedule:override',
    async ({ ctx, query }) => {
      if (ctx.actor.kind !== 'user') throw new ForbiddenError('only people have coverage requests');
      const requests = await ctx.store.coverage.ofUser(ctx.actor.userId, readPage(query, page));
      return ok(await presentCoverage(ctx, requests));
    },
    { query: pageParameters },
  ),
  route(
    'POST',
    path,
    'schedule:override',
    async (call) => {
      const request = await askForCoverage(call.ctx, parseInput(CoverageInput, objectBody(call)));
      return created(call.ctx, `${path}/${request.id}`, (await presentCoverage(call.ctx, [request]))[0]);
    },
    { input: CoverageInput },
  ),
  route('GET', `${path}/{id}`, 'schedule:override', async (call) =>
    ok((await presentCoverage(call.ctx, [await readCoverage(call.ctx, idIn(call))]))[0]),
  ),
  ...Object.entries(answers).map(([verb, answer]) =>
    route('PUT', `${path}/{id}/${verb}`, 'schedule:override', async (call) =>
      ok((await presentCoverage(call.ctx, [await answer(call.ctx, idIn(call))]))[0]),
    ),
  ),
];
