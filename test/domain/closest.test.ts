import { expect, it } from 'vitest';
import { closest } from '../../functions/domain/closest.ts';

const names = ['states', 'sources', 'from', 'until', 'start-index', 'max-results', 'id'] as const;

it.each([
  ['statuses', 'states'],
  ['status', 'states'],
  ['STATES', 'states'],
  ['state', 'states'],
  ['startIndex', 'start-index'],
  ['max_result', 'max-results'],
  ['frm', 'from'],
  ['untill', 'until'],
  ['ID', 'id'],
])('%s is probably %s', (text, meant) => {
  expect(closest(text, names)).toBe(meant);
});

it.each(['', '-', 'is', 'form', 'services', 'limit', 'expand', 'x'.repeat(100_000)])('%j is none of them', (text) => {
  expect(closest(text, names)).toBeUndefined();
});

it('is nothing in particular where no letter is left, whatever there is in other scripts', () => {
  expect(closest('-', ['数据库', 'id'])).toBeUndefined();
});

it('prefers what is written the same but for case and signs', () => {
  expect(closest('uptime kuma', ['UPTIME', 'UPTIMEKUMA'])).toBe('UPTIMEKUMA');
  expect(closest('loki', ['LOKI', 'loke'])).toBe('LOKI');
});
