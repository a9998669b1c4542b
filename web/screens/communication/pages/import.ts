import type { Api } from '../../../client/api.ts';
import { entriesOf } from './page-body.ts';

type Subscriber = Api<'PageSubscriber'>;

/** What kind of target a text is: a number, an address, or else a mailbox. */
export const typeOf = (target: string): Subscriber['type'] =>
  /^https?:\/\//i.test(target) ? 'WEBHOOK' : /^\+?[\d ()-]+$/.test(target) ? 'SMS' : 'EMAIL';

/** So many the API takes at once. */
export const mostAtOnce = 1000;

/** The subscribers of a pasted list, each once, in parts of as many as the API takes. */
export function importsOf(text: string, locale: Subscriber['locale']) {
  const targets = [...new Set(entriesOf(text))];
  const all = targets.map((target) => ({ target, type: typeOf(target), locale, services: [] as number[] }));
  return Array.from({ length: Math.ceil(all.length / mostAtOnce) }, (_, part) =>
    all.slice(part * mostAtOnce, (part + 1) * mostAtOnce),
  );
}
