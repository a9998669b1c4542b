import type { LocalCloud } from '../../support/local-cloud.ts';
import { seedAlerts } from './seeds/alerts.ts';
import { seedCommunication } from './seeds/communication.ts';
import { seedConfiguration } from './seeds/configuration.ts';
import { seedOnCall } from './seeds/on-call.ts';
import { seedSources } from './seeds/sources.ts';

/** What the parts have made, by a name that says what it is: `alert`, `policy`; screens name them in their paths. */
export type Seeded = Readonly<Record<string, number | string>>;

/** A part of the seed: makes its things through the API, with hostile text wherever text is taken. */
export type Seed = (cloud: LocalCloud, before: Seeded) => Promise<Seeded>;

const zalgo =
  'Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034d'.repeat(
    8,
  );

/** Texts that would run, turn around, cover or break what is around them. */
export const hostile = {
  html: `"'><img src=x onerror="document.title='RUN'"><script>document.title='RUN'</script><svg onload="document.title='RUN'"> {{7*7}} \${7*7} &lt;b&gt; </textarea></title>`,
  rtl: '\u202eesrever \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd \u2067right to left',
  zalgo,
  long: 'Donaudampfschifffahrtsgesellschaft'.repeat(300),
} as const;

/** All of it within so many characters: for fields that take only a name. */
export const hostileName = (length = 200): string =>
  `<b onclick=alert(1)>${hostile.rtl}\u202c ${zalgo.slice(0, 40)} ${'Wortungetüm'.repeat(100)}`.slice(0, length);

/** All of it, with lines, for fields that take long text. */
export const hostileText = (length = 12_000): string =>
  [hostile.html, hostile.rtl, zalgo, '[a link](javascript:alert(1))', '# no heading', hostile.long]
    .join('\n')
    .slice(0, length);

const parts: readonly Seed[] = [seedAlerts, seedConfiguration, seedOnCall, seedSources, seedCommunication];

/** One after the other, so that a part finds what those before it have made. */
export async function seedHostile(cloud: LocalCloud): Promise<Seeded> {
  let seeded: Seeded = {};
  for (const part of parts) seeded = { ...seeded, ...(await part(cloud, seeded)) };
  return seeded;
}

/** Calls the API, and answers the body. Fails when it is refused. */
// biome-ignore lint/suspicious/noExplicitAny: seeds read answers as they please
export async function make(cloud: LocalCloud, method: string, path: string, body?: unknown): Promise<any> {
  const answer = await cloud.api(method, path, body);
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
