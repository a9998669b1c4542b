import { expect, it } from 'vitest';
import { fillTemplate } from '../../functions/domain/incident/template-variables.ts';

const known = { serviceName: 'Shop', serviceId: 7, alertSummary: 'Disk {{serviceName}} full', teamNames: '' };

it.each([
  ['without variables', 'All is well', 'All is well'],
  ['with one', '{{serviceName}} is slow', 'Shop is slow'],
  ['with blanks around its name', '{{ serviceName }}', 'Shop'],
  ['with a number', 'Service {{serviceId}}', 'Service 7'],
  ['with one twice', '{{serviceName}}, {{serviceName}}', 'Shop, Shop'],
  ['with one of which nothing is known', '[{{alertDetails}}{{teamNames}}]', '[]'],
  [
    'with what is no variable',
    '{{nonsense}} {{ service-name }} {serviceName}',
    '{{nonsense}} {{ service-name }} {serviceName}',
  ],
  ['with names of objects', '{{constructor}}{{__proto__}}', '{{constructor}}{{__proto__}}'],
  ['with a value that looks like a template, which is not read again', '{{alertSummary}}', 'Disk {{serviceName}} full'],
])('a template %s', (_case, text, expected) => {
  expect(fillTemplate(text, known)).toBe(expected);
});
