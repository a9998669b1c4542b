import { pageUrlAt } from '../../domain/page/address.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';
import { hostAt, type SignInHost } from '../../domain/session/host.ts';
import { HttpError, type HttpRequest } from '../../platform/http.ts';
import type { PageKeys } from '../../platform/page-keys.ts';
import type { Context } from '../../ports/context.ts';
import { reachablePage } from '../../usecases/page/guest.ts';

/** A request that came by the host of a status page. */
export interface OnPageHost {
  readonly page: StatusPage;
  /** The page's own domain where that was asked, else where the page lives. */
  readonly host: SignInHost;
  /** As the page's host was asked: from the visitor's own address. */
  readonly request: HttpRequest;
}

/**
 * The page on whose host a request was made, and the visitor's address: known only from the way to the pages, which proves itself by a
 * secret. Undefined for a request that did not come by it, whatever else it says. Throws 403 for one that pretends to, 404 where there is no
 * such page any more.
 */
export async function onPageHost(
  ctx: Context<'store' | 'settings'>,
  pageKeys: Pick<PageKeys, 'isOrigin'>,
  request: HttpRequest,
): Promise<OnPageHost | undefined> {
  const {
    'x-tocsin-origin': origin,
    'x-tocsin-page': id,
    'x-tocsin-viewer': viewer,
    'x-tocsin-host': name,
  } = request.headers;
  if (origin === undefined) return undefined;
  if (!pageKeys.isOrigin(origin))
    throw new HttpError(403, 'FORBIDDEN', 'this did not come by the host of a status page');
  const page = await reachablePage(ctx, Number(id));
  if (page === undefined) throw new HttpError(404, 'NOT_FOUND', 'there is nothing at this address');
  return {
    page,
    host: hostAt(pageUrlAt(ctx.settings, page, name)),
    request: { ...request, sourceIp: viewer ?? request.sourceIp },
  };
}
