import type { ActionFacts } from './facts.ts';

/** Members of params whose values are never shown, at whatever depth. */
const secretName = /^(?:password|apikey|secret|authorization|token|value)$/i;
const mark = '•••';
/** Shorter texts stand in every other word. */
const shortest = 4;

/** Texts as a target may repeat them: as they are, percent-encoded, in base64. */
function formsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')];
}

/** Of an address that is a credential by itself: its path with the query, the parts of both, and who stands before the @. */
function partsOf(address: string): readonly string[] {
  if (!URL.canParse(address)) return [];
  const { pathname, search, username, password } = new URL(address);
  const segments = [...pathname.split('/'), ...search.slice(1).split(/[&=]/)].filter((part) => part.length >= 12);
  return [`${pathname}${search}`, ...segments, password, decoded(password), username].filter((part) => part !== '/');
}

/** Percent-decoded, where that can be done. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function secretsOf(value: unknown, name = ''): readonly string[] {
  if (typeof value === 'string') return secretName.test(name) ? formsOf(value) : partsOf(value);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => secretsOf(member, key));
}

/** The text without what authenticates the action: targets like to repeat what they were sent. */
export function withoutSecrets(text: string, { action, connector, installation }: ActionFacts): string {
  const userOf = (params: Readonly<Record<string, unknown>> = {}) =>
    [params.email, params.username].flatMap((user) =>
      typeof user !== 'string'
        ? []
        : [params.password, params.apiKey].flatMap((secret) =>
            typeof secret === 'string'
              ? [`${user}:${secret}`, `${user}/token:${secret}`].map((pair) => Buffer.from(pair).toString('base64'))
              : [],
          ),
    );
  const secrets = [
    ...secretsOf(action.params),
    ...secretsOf(connector?.params),
    ...secretsOf(installation),
    ...userOf(connector?.params),
  ];
  return [...new Set(secrets)]
    .filter((secret) => secret.length >= shortest)
    .sort((a, b) => b.length - a.length)
    .reduce((clean, secret) => clean.replaceAll(secret, mark), text);
}
