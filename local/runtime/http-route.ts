import type { Deployment } from '../deployment.ts';

export type Route = Deployment['routes'][number];

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Chooses the route as HTTP APIs do: whole match before parameters before `{proxy+}`, a method before ANY. */
export function chooseRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  let best: (RouteMatch & { rank: readonly number[] }) | undefined;
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const match = matchPath(route.path, path);
    if (!match) continue;
    const rank = [...match.rank, route.method === 'ANY' ? 1 : 0];
    if (!best || isBefore(rank, best.rank)) best = { route, pathParameters: match.pathParameters, rank };
  }
  return best && { route: best.route, pathParameters: best.pathParameters };
}

/** Ranks each segment: 0 literal, 1 parameter, 2 greedy, 3 the catch-all; lower comes first. */
function matchPath(pattern: string, path: string) {
  if (pattern === '$default') return { rank: [3], pathParameters: {} };
  const wanted = pattern.split('/').slice(1);
  const given = path.split('/').slice(1);
  const rank: number[] = [];
  const pathParameters: Record<string, string> = {};
  for (const [position, segment] of wanted.entries()) {
    const [, name, greedy] = /^\{([^}+]+)(\+?)\}$/.exec(segment) ?? [];
    const value = given[position];
    if (greedy && name) {
      const rest = given.slice(position).join('/');
      if (rest === '') return undefined;
      pathParameters[name] = decode(rest);
      return { rank: [...rank, 2], pathParameters };
    }
    if (value === undefined) return undefined;
    if (name) {
      if (value === '') return undefined;
      pathParameters[name] = decode(value);
      rank.push(1);
    } else {
      if (value !== segment) return undefined;
      rank.push(0);
    }
  }
  return given.length === wanted.length ? { rank, pathParameters } : undefined;
}

function isBefore(left: readonly number[], right: readonly number[]): boolean {
  for (const [position, rank] of left.entries()) {
    const other = right[position] ?? 3;
    if (rank !== other) return rank < other;
  }
  return false;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
