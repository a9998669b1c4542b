import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { epochSecondsOf, type Instant, plus } from '../domain/time.ts';

/** What lets a browser see one variant of a page; for whoever has it, or for one address alone. */
export interface PagePass {
  readonly pageId: number;
  readonly variant: string;
  readonly address?: string | undefined;
}

/** What the way to status pages and whoever lets people in share: who came that way, and whom to let through. */
export interface PageKeys {
  /** What the way knows, under the key `secrets`. */
  readonly entry: string;
  /** Whether a request came by the way: only that knows this text. */
  isOrigin(text: string): boolean;
  /** The text of a page cookie, which the way believes for less than a minute. */
  sign(pass: PagePass, now: Instant): string;
  /** Whether the way should let this cookie's holder through now. */
  letsThrough(text: string, pass: Omit<PagePass, 'variant'>, now: Instant): boolean;
}

/** What is taken away is without effect after a minute, whatever the clocks are apart. */
const lasts = { seconds: 50 };

const isSame = (one: string, other: string): boolean => {
  const [a, b] = [one, other].map((text) => Buffer.from(text));
  return a !== undefined && b !== undefined && a.length === b.length && timingSafeEqual(a, b);
};

/**
 * Keys derived from the master secret, in generations: whoever has read them where the way keeps them has nothing of the master secret.
 * The generation before is good as long as this one lasts, so that nobody is turned away while it becomes known.
 */
export function createPageKeys(masterSecret: string, generation: number): PageKeys {
  const derived = (use: string) => Buffer.from(hkdfSync('sha256', masterSecret, '', use, 32)).toString('base64url');
  const generations = [generation, generation - 1].filter((each) => each > 0);
  const nameOf = (each: number) => `k${each}`;
  const originOf = (each: number) => derived(`tocsin page origin v1 ${each}`);
  const keys = new Map(generations.map((each) => [nameOf(each), derived(`tocsin page cookies v1 ${each}`)]));

  function signature(key: string, { pageId, variant, address }: PagePass, end: string): string {
    const said = [pageId, variant, end, ...(address === undefined ? [] : [address])].join('.');
    return createHmac('sha256', key).update(said).digest('base64url');
  }

  return {
    entry: JSON.stringify({ origin: originOf(generation), keys: Object.fromEntries(keys) }),

    isOrigin: (text) => generations.map((each) => isSame(text, originOf(each))).includes(true),

    sign(pass, now) {
      const end = `${epochSecondsOf(plus(now, lasts))}${pass.address === undefined ? '' : 'a'}`;
      const name = nameOf(generation);
      return [pass.variant, end, name, signature(keys.get(name) ?? '', pass, end)].join('.');
    },

    letsThrough(text, { pageId, address }, now) {
      const [variant = '', end = '', name = '', signed = '', ...more] = text.split('.');
      const key = keys.get(name);
      if (key === undefined || more.length > 0 || !/^\d{10}a?$/.test(end)) return false;
      const pass = { pageId, variant, ...(end.endsWith('a') && { address: address ?? '' }) };
      return isSame(signed, signature(key, pass, end)) && Number.parseInt(end, 10) > epochSecondsOf(now);
    },
  };
}
