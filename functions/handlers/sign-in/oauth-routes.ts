import { route, type SignInRoute } from './route.ts';

const base = '/api/developers/oauth2';

/** What apps ask is loaded with the first of them: most people who sign in meet none. */
const later = (method: 'GET' | 'POST', name: string): SignInRoute => {
  const path = `${base}/${name}`;
  return route(method, path, async (call) => {
    const { oauthAnswers } = await import('./oauth.ts');
    const answer = oauthAnswers[`${method} ${name}`];
    if (answer === undefined) throw new Error(`nothing answers ${method} ${path}`);
    return answer(call);
  });
};

/** What apps ask of people, and of Tocsin. */
export const oauthRoutes: readonly SignInRoute[] = [
  later('GET', 'authorize'),
  later('POST', 'authorize'),
  later('POST', 'token'),
  later('POST', 'token_info'),
  later('POST', 'introspect'),
  later('POST', 'revoke'),
];
