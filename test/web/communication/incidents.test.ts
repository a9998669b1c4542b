import { describe, expect, it } from 'vitest';
import type { Api } from '../../../web/client/api.ts';
import { durationText } from '../../../web/screens/communication/durations.ts';
import {
  type Draft,
  newIncidentBody,
  nextDraft,
  saidBy,
  updateBody,
  withImpact,
  withServices,
} from '../../../web/screens/communication/incidents/draft.ts';
import { incidentFilterIn, incidentQuery, searchOf } from '../../../web/screens/communication/incidents/filter.ts';

const checkout = { id: 7, name: 'Checkout' };
const search = { id: 8, name: 'Search' };
const template: Api<'IncidentTemplate'> = {
  id: 3,
  name: 'Outage',
  summary: '{{serviceName}} is\ndown',
  status: 'IDENTIFIED',
  message: 'Was {{serviceStatusOld}}, is {{serviceStatus}}. {{alertSummary}}{{other}}',
  sendNotification: false,
  teams: [],
};
const services = [
  { ...checkout, status: 'OPERATIONAL' as const, teams: [{ id: 1, name: 'Shop' }] },
  { ...search, status: 'DEGRADED' as const, teams: [] },
];
const draft: Draft = {
  affected: [
    { service: checkout, impact: 'MAJOR_OUTAGE' },
    { service: search, impact: 'DEGRADED' },
  ],
};

describe('an incident being written', () => {
  it('keeps what was said of services that stay, and says the same of those that join', () => {
    expect(withServices(draft, [search, { id: 9 }]).affected).toEqual([
      { service: search, impact: 'DEGRADED' },
      { service: { id: 9 }, impact: 'DEGRADED' },
    ]);
    expect(withServices({ affected: [] }, [checkout]).affected).toEqual([
      { service: checkout, impact: 'PARTIAL_OUTAGE' },
    ]);
    expect(withImpact(draft, 8, 'OPERATIONAL').affected.map(({ impact }) => impact)).toEqual([
      'MAJOR_OUTAGE',
      'OPERATIONAL',
    ]);
  });

  it('says what its template says, as long as nobody has written something else', () => {
    const occasion = { services };
    expect(saidBy({ ...draft, template }, occasion)).toEqual({
      summary: 'Checkout, Search is down',
      status: 'IDENTIFIED',
      message: 'Was OPERATIONAL, DEGRADED, is MAJOR_OUTAGE. {{other}}',
      sendNotification: false,
    });
    expect(saidBy({ ...draft, template, summary: '', message: 'Mine', notifies: true }, occasion)).toEqual({
      summary: '',
      status: 'IDENTIFIED',
      message: 'Mine',
      sendNotification: true,
    });
  });

  it('is named after a template without a summary, and is told unless somebody says otherwise', () => {
    const { summary: _summary, ...nameless } = template;
    expect(saidBy({ affected: [], template: nameless }, { services }).summary).toBe('Outage');
    expect(saidBy({ affected: [] }, { services })).toEqual({
      summary: '',
      status: 'INVESTIGATING',
      message: '',
      sendNotification: true,
    });
  });

  it('is sent with its template and its alert', () => {
    const alert = { id: 99, summary: 'Disk full', services: [], alertSource: { id: 5 } } as unknown as Api<'Alert'>;
    expect(newIncidentBody({ ...draft, template }, { services, alert })).toMatchObject({
      message: 'Was OPERATIONAL, DEGRADED, is MAJOR_OUTAGE. Disk full{{other}}',
      affectedServices: [
        { impact: 'MAJOR_OUTAGE', service: { id: 7 } },
        { impact: 'DEGRADED', service: { id: 8 } },
      ],
      templateId: 3,
      alertId: 99,
    });
  });

  it('goes on from what was said, with a text of its own', () => {
    const incident = {
      id: 1,
      summary: 'Slow',
      status: 'IDENTIFIED',
      message: 'Before',
      sendNotification: true,
      affectedServices: [{ impact: 'DEGRADED', service: checkout }],
    } as unknown as Api<'Incident'>;
    expect(updateBody(nextDraft(incident, 'RESOLVED'))).toEqual({
      summary: 'Slow',
      status: 'RESOLVED',
      message: '',
      sendNotification: true,
      affectedServices: [{ impact: 'DEGRADED', service: { id: 7 } }],
    });
  });
});

describe('the filter of incidents', () => {
  it.each([
    [{}, ''],
    [{ state: 'past', from: '2026-11-01', until: '2026-11-30' }, '?state=past&from=2026-11-01&until=2026-11-30'],
    [{ state: 'all', service: '7' }, '?state=all&service=7'],
    [{ state: 'nonsense', service: '-1', from: '1.1.2026', until: '2026-13-01' }, ''],
  ])('reads %j as %j', (query, search) => expect(searchOf(incidentFilterIn(query))).toBe(search));

  it('asks for whole days of whoever looks', () => {
    const day = { state: 'past', from: '2026-11-29', until: '2026-11-29' } as const;
    const { from, until, states } = incidentQuery(day) as { from: string; until: string; states: string[] };
    expect(states).toEqual(['RESOLVED']);
    expect(new Date(from).getHours()).toBe(0);
    expect(Date.parse(until) - Date.parse(from)).toBe(86_400_000);
  });
});

it.each([
  [40_000, '40 s', '40 Sek.'],
  [180_000, '3 min', '3 Min.'],
  [3_900_000, '1 h 5 min', '1 Std. 5 Min.'],
  [2 * 86_400_000 + 4 * 3_600_000 + 60_000, '2 d 4 h', '2 Tg. 4 Std.'],
  [86_400_000, '1 d', '1 Tg.'],
])('%d ms are %s', (milliseconds, en, de) =>
  expect([durationText(milliseconds, 'en'), durationText(milliseconds, 'de')]).toEqual([en, de]),
);
