import { describe, expect, it } from 'vitest';
import { pageUrl, pageUrlAt } from '../../../functions/domain/page/address.ts';
import {
  audiencesOf,
  everythingOf,
  ownersOf,
  seenByTeams,
  variantName,
} from '../../../functions/domain/page/audience.ts';
import { metricView } from '../../../functions/domain/page/metric-view.ts';
import { lookStates } from '../../../functions/domain/page/next-look.ts';
import { touchedBy } from '../../../functions/domain/page/touched.ts';
import { aMetric, tenOClock as ten } from '../../support/factories.ts';

describe('the address of a page', () => {
  const page = { subdomain: 'Acme.example.com', domain: 'Status.Acme.com.' };
  const below = { publicUrl: 'https://api.example.com', pagesDomain: 'pages.example.com' };
  const local = { publicUrl: 'http://localhost:3000', pagesDomain: 'localhost:3001' };
  const nowhere = { publicUrl: 'https://api.example.com' };

  it.each([
    [below, page, 'https://acme.pages.example.com/'],
    [local, page, 'http://acme.localhost:3001/'],
    [below, { subdomain: '-x-' }, 'https://-x-.pages.example.com/'],
    [nowhere, page, 'https://status.acme.com/'],
    [{ publicUrl: 'http://localhost:3000' }, page, 'http://status.acme.com/'],
    [nowhere, { subdomain: 'acme' }, 'https://api.example.com/'],
    [nowhere, { subdomain: 'acme', domain: '' }, 'https://api.example.com/'],
    [{ publicUrl: 'https://http://' }, page, 'https://status.acme.com/'],
  ])('with %j of %j is %s', (places, one, url) => {
    expect(pageUrl(places, one)).toBe(url);
  });

  it.each([
    [below, page, 'status.acme.com', 'https://status.acme.com/'],
    [below, page, 'Status.Acme.com', 'https://acme.pages.example.com/'],
    [below, page, 'evil.example.com', 'https://acme.pages.example.com/'],
    [below, page, undefined, 'https://acme.pages.example.com/'],
    [below, { subdomain: 'acme' }, 'status.acme.com', 'https://acme.pages.example.com/'],
    [below, { subdomain: 'acme', domain: '' }, '', 'https://acme.pages.example.com/'],
  ])('with %j of %j at the host %s is %s', (places, one, host, url) => {
    expect(pageUrlAt(places, one, host)).toBe(url);
  });
});

describe('what members of teams see of a page', () => {
  const owned = (id: number, ...teams: readonly number[]) => ({ id, teams });
  const shown = {
    services: [owned(1, 5), owned(2, 5, 6), owned(10), owned(9, 7)],
    metrics: [owned(3, 6), owned(4, 8)],
  };
  const members = (id: number, ...userIds: readonly number[]) => ({
    id,
    members: userIds.map((userId) => ({ userId })),
  });
  const listed = (all: ReturnType<typeof audiencesOf>) =>
    all.map(({ services, metrics }) => [[...services].join(), [...metrics].join()].join(' / '));

  it('is what one of their teams owns', () => {
    expect(ownersOf(shown)).toEqual([5, 6, 7, 8]);
    expect(listed([seenByTeams(shown, new Set([6])), seenByTeams(shown, new Set()), everythingOf(shown)])).toEqual([
      '2 / 3',
      ' / ',
      '1,2,10,9 / 3,4',
    ]);
  });

  it('is each set that somebody sees, once', () => {
    const owners = [members(5, 31, 32), members(6, 32, 33, 34), members(7), members(99, 34)];
    expect(listed(audiencesOf(shown, owners))).toEqual(['1,2,10,9 / 3,4', '1,2 / ', '1,2 / 3', '2 / 3', ' / ']);
    expect(listed(audiencesOf({ services: [], metrics: [] }, owners))).toEqual([' / ']);
  });

  it('has a name that is the same for the same, and another with another salt', () => {
    const name = (salt: string, services: readonly number[], metrics: readonly number[] = []) =>
      variantName(salt, { services: new Set(services), metrics: new Set(metrics) });
    expect(name('s', [10, 9, 1])).toBe(name('s', [1, 9, 10]));
    const all = [name('s', [1]), name('t', [1]), name('s', [], [1]), name('s', [1, 2]), name('s', [12])];
    expect(new Set(all).size).toBe(5);
    for (const one of all) expect(one).toMatch(/^[\w-]{24}$/);
  });
});

describe('what a change makes another page of', () => {
  const nothing = { pages: [], services: [], metrics: [], teams: [] };
  it.each([
    [{ type: 'STATUS_PAGE', id: 4 }, { pages: [4] }],
    [{ type: 'TEAM', id: 4 }, { teams: [4] }],
    [{ type: 'SERVICE', id: 4 }, { services: [4] }],
    [{ type: 'METRIC', id: 4 }, { metrics: [4] }],
    [{ type: 'MAINTENANCE', id: 4, services: [5, 6] }, { services: [5, 6] }],
    [{ type: 'MAINTENANCE', id: 4 }, {}],
    [{ type: 'INCIDENT', id: 4, affected: [{ serviceId: 5 }, null, {}, { serviceId: 6 }] }, { services: [5, 6] }],
    [{ type: 'INCIDENT', id: 4, affected: 'x' }, {}],
    [{ type: 'PAGE_DEMAND', PK: 'PAGE_FILES#12' }, { pages: [12] }],
    [{ type: 'PAGE_DEMAND', PK: 'X#PAGE_FILES#12' }, {}],
    [{ type: 'PAGE_DEMAND', PK: 'PAGE_FILES#12#x' }, {}],
    [{ type: 'PAGE_DEMAND' }, {}],
    [{ type: 'TIMER', PK: 'PAGE_FILES#12', state: lookStates.asked }, { pages: [12] }],
    [{ type: 'TIMER', PK: 'PAGE_FILES#12', state: 'OTHER' }, {}],
    [{ type: 'STATUS_PAGE', id: 'x' }, {}],
    [{ type: 'USER', id: 4 }, {}],
    [{}, {}],
  ])('%j: %j', (item, touched) => {
    expect(touchedBy(item)).toEqual({ ...nothing, ...touched });
  });
});

describe('what a page shows of a metric', () => {
  const least = {
    id: 6,
    name: 'Metric 6',
    displayType: 'GRAPH',
    aggregationType: 'AVG',
    interpolateGaps: false,
    showsValues: false,
  };
  it('is what was set, and a series per period', () => {
    const { series, ...plain } = metricView(aMetric(6), [], ten);
    expect(plain).toStrictEqual(least);
    expect(Object.keys(series).length).toBeGreaterThan(1);
    const facts = { description: 'Of all', unitLabel: 'ms', lockYAxisMin: 0, lockYAxisMax: 9, mouseOverDecimal: 0 };
    const { series: _series, ...full } = metricView(aMetric(6, facts), [], ten);
    expect(full).toEqual({ ...least, description: 'Of all', unitLabel: 'ms', lowest: 0, highest: 9, decimals: 0 });
    const empty = metricView(aMetric(6, { description: '', unitLabel: '' }), [], ten);
    expect(empty).not.toHaveProperty('description');
    expect(empty).not.toHaveProperty('unitLabel');
  });
});
