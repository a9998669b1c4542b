import type { Channel } from '../notification/notification.ts';

/** What one message costs at AWS's list price, where that can be said of all of them. */
export interface MessagePrice {
  readonly usd: number;
  readonly unit: string;
  /** When somebody looked it up, and where. */
  readonly asOf: string;
  readonly source: string;
}

type Told = Exclude<Channel, 'NULL'>;

/** Texts and calls cost by country: what is reckoned with is what they cost in Germany, which is more than in most countries. */
export const messagePrices: Readonly<Record<Told, MessagePrice>> = {
  SMS: { usd: 0.1, unit: 'text to Germany', asOf: '2026-11-21', source: 'AWS list price, commonly known' },
  VOICE: {
    usd: 0.088,
    unit: 'minute to a German mobile phone',
    asOf: '2026-10-07',
    source: 'AWS list price, commonly known',
  },
  EMAIL: { usd: 0.0001, unit: 'e-mail', asOf: '2026-11-21', source: 'AWS list price, commonly known' },
  PUSH: { usd: 0.000001, unit: 'push', asOf: '2026-11-21', source: 'AWS list price, commonly known' },
};

/** What is counted of one channel, and what that comes to about. */
export interface Estimate {
  readonly channel: Told;
  readonly count: number;
  readonly usd: number;
  readonly price: MessagePrice;
}

/** What messages come to, each at its list price; the rest of a month (table, queues, alarms) is not in it. */
export function estimateOf(counts: Readonly<Record<Told, number>>): {
  readonly messages: Estimate[];
  readonly usd: number;
} {
  const messages = (Object.keys(messagePrices) as Told[]).map((channel): Estimate => {
    const price = messagePrices[channel];
    return { channel, count: counts[channel], usd: rounded(counts[channel] * price.usd), price };
  });
  return { messages, usd: rounded(messages.reduce((sum, { usd }) => sum + usd, 0)) };
}

const rounded = (usd: number): number => Math.round(usd * 10_000) / 10_000;
