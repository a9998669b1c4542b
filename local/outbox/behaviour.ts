/** How a delivery ends: chosen by the target, so that a test can ask for each. */
export type Delivery = 'rejected' | 'failed' | 'unanswered' | 'delivered';

/**
 * Numbers ending in 555404 are refused by the provider; those ending in 555410 are taken and then fail; those ending in
 * 555408 get texts, but nobody picks up. Nobody picks these by chance, as they do round numbers.
 */
export function deliveryToNumber(number: string): Delivery {
  if (number.endsWith('555404')) return 'rejected';
  if (number.endsWith('555408')) return 'unanswered';
  return number.endsWith('555410') ? 'failed' : 'delivered';
}

/** Mail to `bounce@…` (also `bounce+anything@…`) bounces; who reads `complaint@…` says that it is spam. */
export function deliveryToAddress(address: string): 'failed' | 'complained' | 'delivered' {
  if (/^complaint(\+.*)?@/i.test(address)) return 'complained';
  return /^bounce(\+.*)?@/i.test(address) ? 'failed' : 'delivered';
}

/** Device tokens that start with `invalid` belong to no app any more. */
export function deliveryToDevice(token: string): Delivery {
  return token.startsWith('invalid') ? 'rejected' : 'delivered';
}
