import { describe, expect, it } from 'vitest';
import { adapterOf, expectedOf, sampleText } from './fixtures.ts';
import { aSource, aWorld } from './receive/world.ts';

const member = (instance: string, changes: object = {}) => ({
  status: 'firing',
  labels: { alertname: 'DiskFull', instance, severity: 'critical' },
  annotations: { summary: `Disk of ${instance} is full` },
  fingerprint: `f-${instance}`,
  ...changes,
});

const group = (alerts: readonly object[], changes: object = {}) => ({
  version: '4',
  status: 'firing',
  receiver: 'tocsin',
  groupKey: '{}:{alertname="DiskFull"}',
  groupLabels: { alertname: 'DiskFull' },
  commonLabels: { alertname: 'DiskFull' },
  commonAnnotations: {},
  truncatedAlerts: 0,
  alerts,
  ...changes,
});

const read = (body: unknown, slug = 'prometheus-alertmanager') =>
  adapterOf(slug).read({ headers: {}, query: {}, body, isSplit: true }).events;
const brief = (events: ReturnType<typeof read>) => events.map(({ eventType, alertKey }) => `${eventType} ${alertKey}`);

describe('where a source wants an event for each member', () => {
  it.each(['prometheus-alertmanager', 'grafana', 'grafana-legacy'])(
    'each member of a group opens and resolves an alert of its own: %s',
    (slug) => {
      expect(brief(read(group([member('a'), member('b')]), slug))).toEqual(['ALERT f-a', 'ALERT f-b']);
      const oneIsOver = group([member('a', { status: 'resolved' }), member('b')]);
      expect(brief(read(oneIsOver, slug)).sort()).toEqual(['ALERT f-b', 'RESOLVE f-a']);
      const allOver = group([member('b', { status: 'resolved' })], { status: 'resolved' });
      expect(brief(read(allOver, slug))).toEqual(['RESOLVE f-b']);
    },
  );

  it('each has texts, priority, labels and details of its own, and no count of the others', () => {
    const [first, second] = read(group([member('a'), member('b', { labels: { instance: 'b', severity: 'info' } })]));
    expect(first).toMatchObject({
      summary: 'Disk of a is full',
      priority: 'HIGH',
      labels: { instance: 'a', alertname: 'DiskFull' },
      customDetails: { groupKey: '{}:{alertname="DiskFull"}', alerts: [{ fingerprint: 'f-a' }] },
      group: { total: 1 },
    });
    expect(second).toMatchObject({ priority: 'LOW', labels: { instance: 'b' } });
    expect(second?.customDetails?.alerts).toHaveLength(1);
  });

  it('a member without a fingerprint is told by its labels, whatever their order', () => {
    const unnamed = (labels: object) => member('x', { fingerprint: undefined, labels });
    const [one] = read(group([unnamed({ alertname: 'DiskFull', instance: 'a' })]));
    const [same] = read(group([unnamed({ instance: 'a', alertname: 'DiskFull' })]));
    const [other] = read(group([unnamed({ instance: 'b', alertname: 'DiskFull' })]));
    expect(one?.alertKey).toBe(same?.alertKey);
    expect(one?.alertKey).not.toBe(other?.alertKey);
  });

  it('members that are not shown, or too many, are one alert more', () => {
    expect(read(group([member('a')], { truncatedAlerts: 12 })).at(-1)).toMatchObject({
      eventType: 'ALERT',
      summary: expect.stringMatching(/^12 more alerts/),
      alertKey: '{}:{alertname="DiskFull"}',
    });
    const many = read(group(Array.from({ length: 300 }, (_, n) => member(`m${n}`))));
    expect(many).toHaveLength(251);
    expect(many.at(-1)?.summary).toMatch(/^50 more alerts/);
  });

  it.each([true, 'true'])(
    'metadata.oneEventPerAlert (%s) makes it so, and without it a group is one event',
    async (on) => {
      const body = JSON.parse(sampleText('prometheus-alertmanager', 'firing-group-of-two.json'));
      const split = aWorld({ source: aSource({ metadata: { oneEventPerAlert: on } }) });
      await split.post(body, { slug: 'prometheus' });
      const wanted = expectedOf('prometheus-alertmanager')['firing-group-of-two.json']?.ifSplit ?? [];
      expect(split.sent.map(({ message }) => message.event?.alertKey)).toEqual(wanted.map(({ alertKey }) => alertKey));
      expect(new Set(split.sent.map(({ groupId }) => groupId)).size).toBe(2);

      const whole = aWorld({ source: aSource({ metadata: { oneEventPerAlert: false } }) });
      await whole.post(body, { slug: 'prometheus' });
      expect(whole.sent.map(({ message }) => message.event?.alertKey)).toEqual([body.groupKey]);
    },
  );
});
