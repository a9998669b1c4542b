import type { ActionAnswer, HttpRequest } from '../actions/driver.ts';
import { ForbiddenAddressError, type PublicAsk } from './public-fetch.ts';

/** Asks what an action asks over HTTP, and never throws: no answer is one, too. */
export const askOverHttp =
  (ask: PublicAsk) =>
  async ({ method, url, headers, body }: HttpRequest): Promise<ActionAnswer> => {
    if (!URL.canParse(url)) return { kind: 'refused', why: 'the address is not a URL' };
    try {
      const answer = await ask(url, { method, headers, ...(body !== undefined && { body }) });
      return { kind: 'http', ...answer };
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { kind: error instanceof ForbiddenAddressError ? 'refused' : 'unanswered', why };
    }
  };
