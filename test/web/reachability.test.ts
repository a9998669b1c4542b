import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/*
 * Everything that a person may want of the API is reached from a screen. What is not is listed here, with the reason.
 */

const reasons: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^POST \/(series|deployment-events)\b|^(GET|POST) \/heartbeats\//, 'tools send these'],
  [/ \/developers\/oauth2\//, 'apps ask these, and the pages on which people let an app in'],
  [/^GET \/[\w/{}-]+\/name\/\{name\}$/, 'scripts find things by their exact name, people by searching a list'],
  [/\/search-(email|target)$/, 'scripts look for what is there before they write; people see the list'],
  [/^GET \/alerts\/count$/, 'a number for dashboards; the list tells how many there are'],
  [/^GET \/alerts\/newest-log-entries$/, 'what has happened to all alerts, for apps; people look at each alert'],
  [
    /^(PUT|POST) \/alert-actions\/\{id\}\/(add|remove)-source$/,
    'the form of an action is saved with all of its sources',
  ],
  [/ \/v1\/connections/, 'what alert actions were called formerly'],
  [/^GET \/escalation-policies\/resolve$/, 'who an event with a routing key would go to, for scripts'],
  [/^PUT \/escalation-policies\/\{id\}\/levels\/\{level\}$/, 'the form saves the policy as a whole'],
  [/^GET \/coverage-requests\/\{id\}$/, 'the list has each request as a whole'],
  [/^GET \/chat-apps\/\{type\}$/, 'the list has each of them as a whole'],
  [/^PUT \/users\/\{user\}\/contacts\/emails\/\{id\}$/, 'people add another address and remove the former one'],
  [/^GET \/service-outages$/, 'for reports; a service shows its own past'],
  [/^GET \/numbers$/, 'there are none'],
  [/^GET \/ical\//, 'calendars read it'],
  [
    /^GET \/schedules\/\{id\}\/(shifts|user-on-call|overrides)$/,
    'the console computes shifts of what a schedule tells',
  ],
  [/^PUT \/schedules\/\{id\}\/overrides$/, 'the same as POST, for older clients'],
  [/^GET \/services\/\{id\}\/dependencies\/\{dependency\}$/, 'the list has each of them as a whole'],
  [/^GET \/service-outages\/overrides\/\{override\}$/, 'the list has each of them as a whole'],
  [/^GET \/status-pages\/\{id\}\/groups(\/\{group\})?$/, 'the page has its groups'],
  [/^(PUT|DELETE) \/status-pages\/\{id\}\/private-subscribers$/, 'the list is changed one by one'],
  [
    /^GET \/users\/\{user\}\/(contacts\/[\w-]+|devices|notification-preferences\/\w+)\/\{id\}$/,
    'lists have these whole',
  ],
];

/** The operations of the API, as its description has them: `GET /alerts/{id}`. */
function operations(): string[] {
  const text = readFileSync('web/client/schema.ts', 'utf8');
  return [...text.matchAll(/^ {2}'(\/[^']*)': \{\n((?: {4}.*\n)+)/gm)].flatMap(([, path = '', body = '']) =>
    [...body.matchAll(/^ {4}(get|put|post|delete): \{/gm)].map(([, method = '']) => `${method.toUpperCase()} ${path}`),
  );
}

const codeOf = (): string =>
  (readdirSync('web', { recursive: true }) as string[])
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('schema.ts'))
    .map((file) => readFileSync(`web/${file}`, 'utf8'))
    .join('\n');

/** A path whatever its parameters are called. */
const withoutNames = (path: string): string => path.replaceAll(/\$?\{[^}]*\}/g, '{}');

/** What the console calls, by the literals of its calls, of what it picks from, and of addresses that it links to. */
function reached(all: readonly string[]): ReadonlySet<string> {
  const code = codeOf();
  const calls = [...code.matchAll(/\bapi\.(GET|PUT|POST|DELETE)\(\s*'([^']+)'/g)].map(
    ([, method, path]) => `${method} ${path}`,
  );
  const reads = [...code.matchAll(/\buse(?:Get|All)(?:<[^>]*>)?\(\s*'([^']+)'/g)].map(([, path]) => `GET ${path}`);
  const picks = readFileSync('web/ui/references.ts', 'utf8').matchAll(/^ {2}\w+: '(\/[^']+)',$/gm);
  const picked = [...picks].map(([, path]) => `GET ${path}`);
  const links = new Set([...code.matchAll(/[`'"]\/api(\/[^`'"?]+)/g)].map(([, path = '']) => withoutNames(path)));
  const named = [...code.matchAll(/^const \w+ = '(\/[^']+)';$/gm)].map(([, path]) => `GET ${path}`);
  const linked = all.filter((name) => name.startsWith('GET ') && links.has(withoutNames(name.slice(4))));
  return new Set([...calls, ...reads, ...picked, ...linked, ...named.filter((name) => all.includes(name))]);
}

describe('the console', () => {
  const all = operations();
  const called = reached(all);

  it('knows the operations of the API', () => {
    expect(all.length).toBeGreaterThan(280);
    expect([...called].filter((name) => !all.includes(name))).toEqual([]);
  });

  it('reaches each of them, or there is a reason why not', () => {
    const missing = all.filter((name) => !called.has(name));
    expect(missing.filter((name) => !reasons.some(([pattern]) => pattern.test(name)))).toEqual([]);
  });

  it('has no reason for what is not there', () => {
    for (const [pattern, reason] of reasons)
      expect(
        all.some((name) => pattern.test(name)),
        reason,
      ).toBe(true);
  });
});
