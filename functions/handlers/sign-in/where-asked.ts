import { pageUrlAt } from '../../domain/page/address.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { hostAt, type SignInHost } from '../../domain/session/host.ts';
import { HttpError, type HttpRequest } from '../../platform/http.ts';
import type { PageKeys } from '../../platform/page-keys.ts';
import type { Context } from '../../ports/context.ts';
import { reachablePage } from '../../usecases/page/guest.ts';

/** Where a request was made. */
export interface Asked {
  /** Absent on the console's host, and on the API's. */
  readonly page: StatusPage | undefined;
  /** The console's, the API's, or the page's: its own domain where that was asked, else where the page lives. */
  readonly host: SignInHost;
  /** As that host was asked: from the visitor's own address. */
  readonly request: HttpRequest;
}

/** What the way says in the place of a page where it is the console's. */
const consoleHost = 'console';

/**
 * The host on which a request was made, and the visitor's address: known only from the ways to the console and to the pages, which prove
 * themselves by a secret. A request that did not come by them was made on the API's host, whatever else it says. Throws 403 for one that
 * pretends to, 404 where there is no such page any more.
 */
export async function whereAsked(
  ctx: Context<'store' | 'settings'>,
  pageKeys: Pick<PageKeys, 'isOrigin'>,
  request: HttpRequest,
): Promise<Asked> {
  const {
    'x-tocsin-origin': origin,
    'x-tocsin-page': id,
    'x-tocsin-viewer': viewer,
    'x-tocsin-host': name,
  } = request.headers;
  if (origin === undefined) return { page: undefined, host: hostAt(ctx.settings.publicUrl), request };
  if (!pageKeys.isOrigin(origin))
    throw new HttpError(403, 'FORBIDDEN', 'this did not come by the host of the console or of a status page');
  const fromViewer = { ...request, sourceIp: viewer ?? request.sourceIp };
  if (id === consoleHost) return { page: undefined, host: hostAt(ctx.settings.consoleUrl), request: fromViewer };
  const page = await reachablePage(ctx, Number(id));
  if (page === undefined) throw new HttpError(404, 'NOT_FOUND', 'there is nothing at this address');
  return {
    page,
    host: hostAt(pageUrlAt(ctx.settings, page, name)),
    request: fromViewer,
  };
}
