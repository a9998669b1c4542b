import type { IncomingMessage } from 'node:http';

type Cors = Readonly<Record<string, unknown>>;

/** The headers an HTTP API with this CorsConfiguration adds to the answer, over whatever the function sets. */
export function corsHeaders(cors: Cors | undefined, request: IncomingMessage): Record<string, string> {
  const origin = request.headers.origin;
  if (!cors || origin === undefined) return {};
  const allowed = listOf(cors, 'AllowOrigins');
  if (!allowed.includes('*') && !allowed.includes(origin)) return {};
  const credentials = cors.AllowCredentials === true;
  return {
    'access-control-allow-origin': allowed.includes('*') && !credentials ? '*' : origin,
    ...(credentials ? { 'access-control-allow-credentials': 'true' } : {}),
    ...header('access-control-expose-headers', listOf(cors, 'ExposeHeaders')),
    ...(isPreflight(cors, request)
      ? {
          ...header('access-control-allow-methods', listOf(cors, 'AllowMethods')),
          ...header('access-control-allow-headers', listOf(cors, 'AllowHeaders')),
          ...(cors.MaxAge === undefined ? {} : { 'access-control-max-age': String(cors.MaxAge) }),
        }
      : {}),
  };
}

/** Whether the API answers this request itself, without a function. */
export function isPreflight(cors: Cors | undefined, request: IncomingMessage): boolean {
  return (
    cors !== undefined &&
    request.method === 'OPTIONS' &&
    request.headers.origin !== undefined &&
    request.headers['access-control-request-method'] !== undefined
  );
}

function header(name: string, values: readonly string[]): Record<string, string> {
  return values.length > 0 ? { [name]: values.join(',') } : {};
}

function listOf(cors: Cors, name: string): string[] {
  const value = cors[name];
  return Array.isArray(value) ? value.map(String) : [];
}
