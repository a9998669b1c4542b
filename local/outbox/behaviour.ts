/** How a delivery ends: chosen by the target, so that a test can ask for each. */
export type Delivery = 'rejected' | 'failed' | 'delivered';

/** Numbers ending in 0000 are refused by the provider; those ending in 0001 are taken and then fail. */
export function deliveryToNumber(number: string): Delivery {
  if (number.endsWith('0000')) return 'rejected';
  return number.endsWith('0001') ? 'failed' : 'delivered';
}

/** Mail to `bounce@…` (also `bounce+anything@…`) bounces. */
export function deliveryToAddress(address: string): Delivery {
  return /^bounce(\+.*)?@/i.test(address) ? 'failed' : 'delivered';
}

/** Device tokens that start with `invalid` belong to no app any more. */
export function deliveryToDevice(token: string): Delivery {
  return token.startsWith('invalid') ? 'rejected' : 'delivered';
}
