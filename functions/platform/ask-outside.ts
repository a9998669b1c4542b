import { ForbiddenAddressError, type PublicAnswer, type PublicAsk, type PublicRequest } from './public-fetch.ts';

/** What came of asking: an answer, an address that nobody asks, or nothing that ends. */
export type HttpOutcome =
  | ({ readonly kind: 'http' } & PublicAnswer)
  | { readonly kind: 'refused' | 'unanswered'; readonly why: string };

/** Asks what an action asks over HTTP, and never throws: no answer is one, too. */
export const askOverHttp =
  (ask: PublicAsk) =>
  async ({ url, ...request }: PublicRequest & { readonly url: string }): Promise<HttpOutcome> => {
    if (!URL.canParse(url)) return { kind: 'refused', why: 'the address is not a URL' };
    const { method, headers, body } = request;
    try {
      const answer = await ask(url, {
        ...(method && { method }),
        ...(headers && { headers }),
        ...(body !== undefined && { body }),
      });
      return { kind: 'http', ...answer };
    } catch (error) {
      const why = error instanceof Error ? error.message || codeOf(error) : String(error);
      return { kind: error instanceof ForbiddenAddressError ? 'refused' : 'unanswered', why };
    }
  };

/** Errors of several addresses together say nothing in words. */
const codeOf = (error: Error): string => ('code' in error ? String(error.code) : error.name);
