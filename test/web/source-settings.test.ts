import { describe, expect, it } from 'vitest';
import { settingDifferences, settingFields } from '../../web/screens/configuration/sources/settings/compared.ts';
import { bodyOf, draftOf, isSame, type Source } from '../../web/screens/configuration/sources/settings/draft.ts';
import { autoResolutions, groupingWindows, minutesOf } from '../../web/screens/configuration/sources/settings/spans.ts';
import { settingWords } from '../../web/screens/configuration/sources/settings/words.ts';

const source: Source = {
  id: 1,
  name: 'Shop',
  integrationType: 'API',
  escalationPolicy: { id: 5, name: 'Default' },
  integrationKey: 'k',
  integrationUrl: 'https://x.example.com/k',
  alertCreation: 'ONE_ALERT_PER_EMAIL',
  alertPriorityRule: 'HIGH',
  active: true,
  status: 'PENDING',
  teams: [{ id: 2, name: 'Shop' }],
  warnings: [],
  createdAt: '2026-11-29T00:00:00Z',
  updatedAt: '2026-11-29T00:00:00Z',
  iconUrl: 'https://x.example.com/i.png',
  summaryTemplate: { textTemplate: '{{ title }}' },
  metadata: { requireSignature: true, signingSecret: 's', of: 'another client' },
};
const draft = draftOf(source);

describe('settings of a source', () => {
  it('send back what they do not show, and nothing that is only read', () => {
    expect(bodyOf(draft)).toEqual({
      name: 'Shop',
      integrationType: 'API',
      escalationPolicy: { id: 5, name: 'Default' },
      alertCreation: 'ONE_ALERT_PER_EMAIL',
      alertPriorityRule: 'HIGH',
      active: true,
      teams: [{ id: 2 }],
      iconUrl: 'https://x.example.com/i.png',
      summaryTemplate: { textTemplate: '{{ title }}' },
      metadata: { requireSignature: true, signingSecret: 's', of: 'another client' },
    });
  });

  it('take away what is emptied, and say that nobody owns it', () => {
    const body = bodyOf({
      ...draft,
      teams: [],
      summaryTemplate: { textTemplate: '' },
      eventFilter: '',
      servicesTemplate: [{ textTemplate: '' }],
      priorityTemplate: { valueTemplate: { textTemplate: '' }, mappings: [] },
    });
    expect(body.teams).toEqual([]);
    for (const member of ['summaryTemplate', 'eventFilter', 'servicesTemplate', 'priorityTemplate'])
      expect(body).not.toHaveProperty(member);
  });

  it('leave out what belongs to a choice that is not made', () => {
    const grouped = { ...draft, alertGroupingWindow: 'PT15M', scoreThreshold: 0.7, supportHours: { id: 3 } };
    expect(bodyOf(grouped)).not.toHaveProperty('alertGroupingWindow');
    expect(bodyOf(grouped)).not.toHaveProperty('supportHours');
    const alike = bodyOf({
      ...grouped,
      alertCreation: 'INTELLIGENT_GROUPING',
      alertPriorityRule: 'LOW_DURING_SUPPORT_HOURS',
    });
    expect(alike).toMatchObject({ alertGroupingWindow: 'PT15M', scoreThreshold: 0.7, supportHours: { id: 3 } });
    const windowed = bodyOf({ ...grouped, alertCreation: 'ONE_ALERT_GROUPED_PER_WINDOW' });
    expect(windowed.alertGroupingWindow).toBe('PT15M');
    expect(windowed).not.toHaveProperty('scoreThreshold');
  });

  it('keep an incomplete mapping, so that the API says what is missing', () => {
    const priorityTemplate = {
      valueTemplate: { textTemplate: '' },
      mappings: [{ value: 'P1', priority: 'HIGH' as const }],
    };
    expect(bodyOf({ ...draft, priorityTemplate }).priorityTemplate).toEqual(priorityTemplate);
  });

  it('are the same whatever their order', () => {
    expect(isSame(draft, { ...draft, name: 'Shop ', eventFilter: '' })).toBe(true);
    expect(isSame(draft, { ...draft, active: false })).toBe(false);
  });
});

it('spans are told in minutes', () => {
  expect(minutesOf('PT90M')).toBe(90);
  expect(minutesOf('PT2H')).toBe(120);
  expect([...groupingWindows, ...autoResolutions].every((span) => minutesOf(span) > 0)).toBe(true);
});

describe('two editions of the settings of a source', () => {
  const text = settingWords.en;
  const fields = settingFields(text);

  it('differ in what the form names, in its words, and a secret is not told', () => {
    const mine = {
      ...draft,
      alertCreation: 'ONE_OPEN_ALERT_ALLOWED',
      summaryTemplate: { textTemplate: '{{ summary }}' },
      teams: [],
      metadata: { ...draft.metadata, signingSecret: 'another' },
      priorityTemplate: {
        valueTemplate: { textTemplate: '{{ level }}' },
        mappings: [{ value: 'page', priority: 'HIGH' as const }],
      },
    };
    const found = settingDifferences(draft, mine, text);
    expect(found.map(({ path, before, after }) => [fields[path], before, after])).toEqual([
      ['Which events become one alert', 'An alert for each event', 'One that is not resolved'],
      ['Teams', [{ id: 2, name: 'Shop' }], []],
      ['Summary', '{{ title }}', '{{ summary }}'],
      ['Secret', '••••••••', '••••••••'],
      ['Priority out of the event', undefined, ['{{ level }}', 'is page, then High']],
    ]);
    expect(settingDifferences(draft, { ...draft }, text)).toEqual([]);
  });
});
