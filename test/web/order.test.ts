import { expect, it } from 'vitest';
import { byName } from '../../web/words/order.ts';

it('puts names in order as people do: numbers by their size, letters by the language', () => {
  const names = ['Shop 10', 'shop 2', 'Äpfel', 'Shop 1', 'Zoo', 'Apfel'];
  expect(names.toSorted(byName('de'))).toEqual(['Apfel', 'Äpfel', 'Shop 1', 'shop 2', 'Shop 10', 'Zoo']);
  expect(['Billing 12', 'Billing 3'].toSorted(byName())).toEqual(['Billing 3', 'Billing 12']);
});
