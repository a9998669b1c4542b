import { ApiError, unreachable } from './error.ts';

/** Calls what is about signing in, which is not part of the API's description: `/auth/passkeys`. Throws `ApiError`. */
export async function callAuth<Body>(method: string, path: `/auth/${string}`, body?: object): Promise<Body> {
  const response = await fetch(path, {
    method,
    headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  }).catch((reason: unknown) => {
    throw unreachable(reason);
  });
  const said: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw ApiError.of(response.status, said);
  return said as Body;
}
