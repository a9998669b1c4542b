import { badInputFixture, long } from './fixture.ts';

const { ids, refuses } = badInputFixture();

const source = () => ({ name: 'S', integrationType: 'API', escalationPolicy: { id: ids.policy } });

refuses('POST', () => '/api/alert-sources', [
  ['a source without type', () => ({ ...source(), integrationType: undefined }), 'integrationType'],
  ['an unknown type', () => ({ ...source(), integrationType: 'FAX' }), 'integrationType'],
  ['a source without policy', () => ({ ...source(), escalationPolicy: undefined }), 'escalationPolicy'],
  ['an unknown policy', () => ({ ...source(), escalationPolicy: { id: 999 } }), 'escalationPolicy.id'],
  ['a policy id as text', () => ({ ...source(), escalationPolicy: { id: '7' } }), 'escalationPolicy.id'],
  ['a key in use', () => ({ ...source(), integrationKey: 'il1pro-known' }), 'integrationKey'],
  ['a key with a slash', () => ({ ...source(), integrationKey: 'a/b' }), 'integrationKey'],
  ['an unknown grouping', () => ({ ...source(), alertCreation: 'SOMETIMES' }), 'alertCreation'],
  [
    'a window grouping without window',
    () => ({ ...source(), alertCreation: 'INTELLIGENT_GROUPING' }),
    'alertGroupingWindow',
  ],
  [
    'a time window without window',
    () => ({ ...source(), alertCreation: 'ONE_ALERT_GROUPED_PER_WINDOW', scoreThreshold: 0.5 }),
    'alertGroupingWindow',
  ],
  [
    'a grouping by what is said without a threshold',
    () => ({ ...source(), alertCreation: 'INTELLIGENT_GROUPING', alertGroupingWindow: 'PT1H' }),
    'scoreThreshold',
  ],
  ['a threshold below 0.1', () => ({ ...source(), scoreThreshold: 0.05 }), 'scoreThreshold'],
  ['a threshold as text', () => ({ ...source(), scoreThreshold: '0.5' }), 'scoreThreshold'],
  ['an odd window', () => ({ ...source(), alertGroupingWindow: 'PT3M' }), 'alertGroupingWindow'],
  ['a threshold over 1', () => ({ ...source(), scoreThreshold: 1.5 }), 'scoreThreshold'],
  ['an auto-resolution in minutes', () => ({ ...source(), autoResolutionTimeout: 10 }), 'autoResolutionTimeout'],
  ['an auto-resolution in words', () => ({ ...source(), autoResolutionTimeout: '10 min' }), 'autoResolutionTimeout'],
  ['an odd auto-resolution', () => ({ ...source(), autoResolutionTimeout: 'PT1H' }), 'autoResolutionTimeout'],
  ['an unknown priority rule', () => ({ ...source(), alertPriorityRule: 'MAYBE' }), 'alertPriorityRule'],
  [
    'support hours that are missing',
    () => ({ ...source(), alertPriorityRule: 'HIGH_DURING_SUPPORT_HOURS' }),
    'supportHours',
  ],
  ['a severity of 6', () => ({ ...source(), severity: 6 }), 'severity'],
  ['active as text', () => ({ ...source(), active: 'no' }), 'active'],
  ['a template as text', () => ({ ...source(), summaryTemplate: '{{ x }}' }), 'summaryTemplate'],
  [
    'eleven links',
    () => ({ ...source(), linkTemplates: Array(11).fill({ text: 'a', hrefTemplate: {} }) }),
    'linkTemplates',
  ],
  ['a link without name', () => ({ ...source(), linkTemplates: [{ hrefTemplate: {} }] }), 'linkTemplates[0]'],
  ['a link without address', () => ({ ...source(), linkTemplates: [{ text: 'a' }] }), 'linkTemplates[0].hrefTemplate'],
  [
    'a mapping to nothing',
    () => ({ ...source(), priorityTemplate: { valueTemplate: {}, mappings: [{ value: 'a', priority: 'MID' }] } }),
    'priorityTemplate.mappings[0].priority',
  ],
  ['sixteen services', () => ({ ...source(), services: Array(16).fill({ id: 1 }) }), 'services'],
  ['a huge filter', () => ({ ...source(), eventFilter: long(20_000) }), 'eventFilter'],
  ['metadata without end', () => ({ ...source(), metadata: { note: long(250_000) } }), 'metadata'],
  [
    'many large filters',
    () => ({
      ...source(),
      ...Object.fromEntries(
        ['eventFilter', 'eventTypeFilterCreate', 'eventTypeFilterAccept', 'eventTypeFilterResolve'].map((name) => [
          name,
          '漢'.repeat(16_000),
        ]),
      ),
      detailsTemplate: { textTemplate: '漢'.repeat(16_380) },
    }),
    'detailsTemplate',
  ],
]);

refuses('PUT', () => `/api/alert-sources/${ids.source}`, [['another type', () => source(), 'integrationType']]);
