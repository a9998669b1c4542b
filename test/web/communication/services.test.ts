import { describe, expect, it } from 'vitest';
import type { Api } from '../../../web/client/api.ts';
import { draftOfService, newService, serviceBody } from '../../../web/screens/communication/services/body.ts';
import { badDays, barClass, daysOf, type Uptime } from '../../../web/screens/communication/services/history.ts';
import { draftOfRule, newRule, ruleBody } from '../../../web/screens/communication/services/rule-body.ts';
import { fromWallTime, toWallTime } from '../../../web/screens/communication/wall-time.ts';

const percentages = { p30: 100, p60: 100, p90: 99 };
const uptime: Uptime = {
  rangeStart: '2026-10-01T12:00:00Z',
  rangeEnd: '2026-11-29T10:00:00Z',
  outages: [
    { status: 'PARTIAL_OUTAGE', from: '2026-11-29T09:30:00Z', until: '2026-11-29T10:00:00Z' },
    { status: 'MAJOR_OUTAGE', from: '2026-11-01T22:30:00Z', until: '2026-11-01T23:30:00.000Z' },
  ],
  uptimePercentage: { ...percentages, uptimePercentage: percentages },
};

describe('the days of a service', () => {
  const days = daysOf(uptime, 'Europe/Berlin');

  it('are 90, the last one today, nothing known before it was watched', () => {
    expect(days).toHaveLength(90);
    expect(days.at(-1)).toMatchObject({ date: '2026-11-29', partialSec: 1800, majorSec: 0 });
    expect(days.filter((day) => barClass(day) === 'unknown').at(-1)?.date).toBe('2026-09-30');
  });

  it('are cut in the zone of whoever looks', () => {
    expect(badDays(days).map(({ date, majorSec }) => [date, majorSec])).toEqual([
      ['2026-11-29', 0],
      ['2026-11-02', 1800],
      ['2026-11-01', 1800],
    ]);
    expect(badDays(daysOf(uptime, 'UTC')).map(({ date }) => date)).toEqual(['2026-11-29', '2026-11-01']);
  });

  it('have a form each besides their colour', () => {
    const form = (date: string) => days.filter((day) => day.date === date).map(barClass);
    expect(['2026-11-29', '2026-11-02', '2026-11-03'].flatMap(form)).toEqual(['partial', 'major', 'fine']);
  });
});

describe('a service being written', () => {
  it('is sent as it was read, when nothing was changed', () => {
    const service: Api<'Service'> = {
      id: 7,
      name: 'Checkout',
      status: 'DEGRADED',
      oneOpenIncidentOnly: true,
      showUptimeHistory: false,
      teams: [{ id: 1, name: 'Shop' }],
      labels: { tier: '1' },
      links: [{ href: 'https://example.com', text: 'Runbook' }],
    };
    expect(serviceBody(draftOfService(service))).toEqual({
      name: 'Checkout',
      alias: '',
      description: '',
      iconUrl: '',
      status: 'DEGRADED',
      oneOpenIncidentOnly: true,
      showUptimeHistory: false,
      teams: [{ id: 1 }],
      labels: { tier: '1' },
      links: [{ href: 'https://example.com', text: 'Runbook' }],
    });
  });

  it('leaves out rows that nobody has filled in', () => {
    const labels = [
      { key: ' tier ', value: '2' },
      { key: '', value: ' ' },
    ];
    expect(serviceBody({ ...newService, labels, links: labels.slice(1) })).toMatchObject({
      labels: { tier: '2' },
      links: [],
    });
  });
});

it('sends an automation rule as it was read', () => {
  const rule: Api<'AutomationRule'> = {
    id: 'a',
    alertType: 'ACCEPTED',
    resolveIncident: false,
    resolveService: true,
    serviceStatus: 'MAJOR_OUTAGE',
    template: { id: 3, name: 'Outage' },
    service: { id: 7 },
    alertSource: { id: 5, name: 'Shop' },
    sendNotification: true,
  };
  const { id: _id, ...sent } = { ...rule, template: { id: 3 }, alertSource: { id: 5 } };
  expect(ruleBody(draftOfRule(rule), 7)).toEqual(sent);
  expect(ruleBody(newRule, 7)).not.toHaveProperty('template');
});

it('takes times on the wall there and back', () => {
  expect(fromWallTime(toWallTime('2026-07-01T08:30:00.000Z'))).toBe('2026-07-01T08:30:00.000Z');
  expect(fromWallTime('')).toBe('');
});
