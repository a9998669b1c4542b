import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LocalCloud, startLocalCloud } from '../support/local-cloud.ts';
import { aPerson, aPolicy, aSource, lastOn, lines, newestAlert, post, tenOClock, timeline } from './stage.ts';

let cloud: LocalCloud;
beforeAll(async () => {
  cloud = await startLocalCloud({ now: tenOClock, clock: 'still' });
});
beforeEach(() => cloud.reset());
afterAll(() => cloud.stop());

/** Longer than all levels last, in seconds. */
const quietFor = 1200;

/** Ada on level 1 with a rule on each channel, Grace on level 2, Edsger on level 3. */
async function threeLevels(facts: { repeating?: boolean; frequency?: number } = {}) {
  const ada = await aPerson(cloud, {
    firstName: 'Ada',
    device: 'ada-phone',
    rules: [{ method: 'SMS' }, { method: 'EMAIL' }, { method: 'PUSH' }, { method: 'VOICE', delayMin: 2 }],
  });
  const grace = await aPerson(cloud, { firstName: 'Grace', rules: [{ method: 'SMS' }] });
  const edsger = await aPerson(cloud, { firstName: 'Edsger', rules: [{ method: 'VOICE' }] });
  const policyId = await aPolicy(cloud, [[ada], [grace], [edsger]], facts);
  return { ada, grace, edsger, source: await aSource(cloud, policyId) };
}

describe('an alert', () => {
  it('reaches a person on four channels by their own rules', async () => {
    const { ada, source } = await threeLevels();
    await post(cloud, source);
    expect(lines(await cloud.outbox()).sort()).toEqual([`EMAIL ${ada.email}`, 'PUSH ada-phone', `SMS ${ada.phone}`]);
    await cloud.advance(119);
    expect(await cloud.outbox()).toHaveLength(3);
    await cloud.advance(2);
    expect(lines(await cloud.outbox(3))).toEqual([`VOICE ${ada.phone}`]);
    expect((await lastOn(cloud, 'SMS')).text).toMatch(/Disk full on db-1.*A\d.*R\d.*E\d/s);
    expect((await lastOn(cloud, 'EMAIL')).subject).toContain('Disk full on db-1');
  });

  it('is accepted by a bare A, and nobody is woken any more', async () => {
    const { ada, source } = await threeLevels();
    await post(cloud, source);
    await cloud.reply((await lastOn(cloud, 'SMS')).id, { text: 'A' });
    await cloud.settle();

    const alert = await newestAlert(cloud);
    expect(alert).toMatchObject({ status: 'ACCEPTED', responders: [{ user: { id: ada.id }, status: 'ACCEPTED' }] });
    expect(await cloud.executions(alert.id)).toMatchObject([
      { status: 'ABORTED', error: 'Accepted', cause: 'Accepted by Ada Example by SMS' },
    ]);
    await cloud.advance(quietFor);
    const after = await cloud.outbox(3);
    expect(lines(after)).toEqual([`SMS ${ada.phone}`]);
    expect(after[0]?.text).toMatch(/accepted/i);
  });

  it('wakes level after level at their times, repeats, and then says that nobody is left', async () => {
    const { ada, grace, edsger, source } = await threeLevels({ repeating: true, frequency: 1 });
    await post(cloud, source);
    const alert = await newestAlert(cloud);
    const heard: string[] = [];
    for (let minute = 0; minute <= 35; minute += 5) {
      const before = (await cloud.outbox()).at(-1)?.seq ?? 0;
      await cloud.advance(minute === 0 ? 0 : 300);
      const people = new Map(
        [ada, grace, edsger].map(({ phone }, index) => [phone, ['Ada', 'Grace', 'Edsger'][index]]),
      );
      const woken = (await cloud.outbox(before)).map(({ channel, to }) => `${channel} ${people.get(to) ?? to}`).sort();
      heard.push(`${minute}: ${woken.join(', ')}`);
    }
    expect(heard).toEqual([
      '0: ',
      '5: SMS Grace, VOICE Ada',
      '10: VOICE Edsger',
      '15: EMAIL ada@example.com, PUSH ada-phone, SMS Ada',
      '20: SMS Grace, VOICE Ada',
      '25: VOICE Edsger',
      '30: ',
      '35: ',
    ]);
    const [execution] = await cloud.executions(alert.id);
    expect(execution).toMatchObject({ status: 'SUCCEEDED' });
    expect(execution?.states.at(-1)?.name).toBe('Nobody left to notify');
    const told = (await timeline(cloud, alert.id)).join('\n');
    for (const words of ['Level 1', 'Level 2', 'Level 3', 'SMS to Ada', 'Call to Edsger', 'Nobody is left']) {
      expect(told).toContain(words);
    }
  });

  it('is resolved when its source says so', async () => {
    const { source } = await threeLevels();
    await post(cloud, source);
    await post(cloud, source, { eventType: 'RESOLVE' });
    const alert = await newestAlert(cloud);
    expect(alert.status).toBe('RESOLVED');
    expect(await cloud.executions(alert.id)).toMatchObject([{ status: 'ABORTED', error: 'Resolved' }]);
    await cloud.advance(quietFor);
    expect(await cloud.outbox()).toHaveLength(3);
  });

  it('that somebody has accepted is resolved when its source says that its time is over, and not before', async () => {
    const { ada, source } = await threeLevels();
    const { body: emails } = await cloud.api('GET', `/api/users/${ada.id}/contacts/emails`);
    const wish = { method: 'EMAIL', contact: { id: emails[0].id }, type: 'ALERT_RESOLVED' };
    expect(await cloud.api('POST', `/api/users/${ada.id}/notification-preferences/updates`, wish)).toMatchObject({
      status: 201,
    });
    const { body } = await cloud.api('GET', `/api/alert-sources/${source.id}`);
    const kept = await cloud.api('PUT', `/api/alert-sources/${source.id}`, { ...body, autoResolutionTimeout: 'PT30M' });
    expect(kept.body).toMatchObject({ autoResolutionTimeout: 'PT30M' });
    await post(cloud, source);
    await cloud.reply((await lastOn(cloud, 'SMS')).id, { text: 'A' });
    await cloud.advance(29 * 60);
    expect(await newestAlert(cloud)).toMatchObject({ status: 'ACCEPTED' });
    const told = (await cloud.outbox()).length;
    await cloud.advance(150);
    const alert = await newestAlert(cloud);
    expect(alert).toMatchObject({ status: 'RESOLVED' });
    expect((await timeline(cloud, alert.id)).join('\n')).toMatch(/Resolved automatically.*30 minutes/);
    expect(lines(await cloud.outbox(told))).toEqual([`EMAIL ${ada.email}`]);
    await post(cloud, source);
    expect((await newestAlert(cloud)).id).not.toBe(alert.id);
  });

  it('takes repeats of its key without waking anybody again', async () => {
    const { source } = await threeLevels();
    for (let repeat = 0; repeat < 5; repeat++) await post(cloud, source, { alertKey: ' DB-1/Disk ' });
    expect((await cloud.api('GET', '/api/alerts/count')).body).toEqual({ count: 1 });
    expect(await cloud.outbox()).toHaveLength(3);
  });

  it('pages by low-priority rules, and only the first level, when its source is of low priority', async () => {
    const ada = await aPerson(cloud, { firstName: 'Ada' });
    const grace = await aPerson(cloud, { firstName: 'Grace' });
    const policyId = await aPolicy(cloud, [[ada], [grace]]);
    await post(cloud, await aSource(cloud, policyId, { alertPriorityRule: 'LOW' }));
    await cloud.advance(quietFor);
    expect(lines(await cloud.outbox())).toEqual([`EMAIL ${ada.email}`]);
    const { id } = await newestAlert(cloud);
    await cloud.api('PUT', `/api/alerts/${id}/raise`);
    await cloud.advance(360);
    expect(lines(await cloud.outbox(1))).toEqual([`EMAIL ${ada.email}`, `EMAIL ${grace.email}`]);
  });
});

describe('an answer on the same channel', () => {
  it.each([
    ['a key press', 'VOICE', { digits: '1' }, 'ACCEPTED'],
    ['another key', 'VOICE', { digits: '2' }, 'RESOLVED'],
    ['an SMS with a code', 'SMS', { text: ' r 1 ' }, 'RESOLVED'],
    ['a mailed word', 'EMAIL', { text: 'accept\n\n> quoted' }, 'ACCEPTED'],
    ['the app', 'PUSH', { text: 'accept' }, 'ACCEPTED'],
  ])('by %s counts', async (_case, channel, answer, status) => {
    const { source } = await threeLevels();
    await post(cloud, source);
    await cloud.advance(121);
    await cloud.reply((await lastOn(cloud, channel)).id, answer);
    await cloud.settle();
    expect((await newestAlert(cloud)).status).toBe(status);
  });

  it('by the link in a mail acts only when the page’s button is pressed', async () => {
    const { source } = await threeLevels();
    await post(cloud, source);
    const link = /https?:\/\/[^\s"]+\/answer\/[\w.-]+/.exec((await lastOn(cloud, 'EMAIL')).text ?? '')?.[0];
    const page = await fetch(link ?? '');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    expect(await page.text()).toMatch(/<form[^>]+method="post"/i);
    expect((await newestAlert(cloud)).status).toBe('PENDING');
    const done = await fetch(link ?? '', { method: 'POST' });
    expect(done.status).toBe(200);
    expect((await newestAlert(cloud)).status).toBe('ACCEPTED');
    expect((await fetch(`${link}x`, { method: 'POST' })).status).toBeGreaterThanOrEqual(400);
  });

  it('by a button in a browser counts, is told there, and again when somebody was faster', async () => {
    const ada = await aPerson(cloud, {
      firstName: 'Ada',
      browser: 'ada-laptop',
      rules: [{ method: 'PUSH' }, { method: 'SMS', delayMin: 2 }],
    });
    await post(cloud, await aSource(cloud, await aPolicy(cloud, [[ada]])));
    const push = await lastOn(cloud, 'PUSH');
    expect(push).toMatchObject({ to: 'ada-laptop', text: 'Disk full on db-1', alertId: (await newestAlert(cloud)).id });
    expect(push.data.push).toEqual({ ttl: '600', urgency: 'high', topic: `alert-${push.alertId}` });
    const answer = async (path: unknown = push.data.acceptUrl) => {
      const headers = { accept: 'application/json' };
      const response = await fetch(`${cloud.url}${path}`, { method: 'POST', headers });
      return [response.status, await response.json()];
    };
    const { id } = await newestAlert(cloud);
    const text = 'You accepted: Disk full on db-1';
    const accepted = [200, { outcome: 'DONE', text, alert: { id, status: 'ACCEPTED' } }];
    expect(await answer()).toEqual(accepted);
    expect(await answer()).toEqual(accepted);
    await cloud.api('PUT', `/api/alerts/${id}/resolve`);
    expect(await answer()).toMatchObject([200, { outcome: 'RESOLVED_BEFORE', alert: { status: 'RESOLVED' } }]);
    expect(await answer(`${push.data.acceptUrl}x`)).toMatchObject([403, { outcome: 'REFUSED' }]);
    await cloud.advance(300);
    expect((await cloud.outbox()).map(({ channel }) => channel)).not.toContain('SMS');
  });

  it('nobody waits for comes from a browser that is gone: the next way is taken at once', async () => {
    const browser = 'invalid-laptop';
    const sketch = { rules: [{ method: 'PUSH' }, { method: 'SMS', delayMin: 2 }] } as const;
    const ada = await aPerson(cloud, { firstName: 'Ada', browser, ...sketch });
    await post(cloud, await aSource(cloud, await aPolicy(cloud, [[ada]])));
    expect(lines(await cloud.outbox())).toEqual([`SMS ${ada.phone}`]);
    expect((await cloud.api('GET', `/api/users/${ada.id}/devices`)).body).toEqual([]);
    expect((await timeline(cloud, (await newestAlert(cloud)).id)).join('\n')).toMatch(/410/);
  });

  it('by E wakes the next level at once', async () => {
    const { grace, source } = await threeLevels();
    await post(cloud, source);
    await cloud.reply((await lastOn(cloud, 'SMS')).id, { text: 'E' });
    await cloud.settle();
    expect(lines(await cloud.outbox(3))).toContain(`SMS ${grace.phone}`);
    expect((await newestAlert(cloud)).status).toBe('PENDING');
  });

  it('that is ambiguous changes nothing and is answered with the choices', async () => {
    const { ada, source } = await threeLevels();
    await post(cloud, source);
    await post(cloud, source, { alertKey: 'other', summary: 'Queue grows' });
    await cloud.reply((await lastOn(cloud, 'SMS')).id, { text: 'A' });
    await cloud.settle();
    const { body: alerts } = await cloud.api('GET', '/api/alerts');
    expect(alerts.map(({ status }: { status: string }) => status)).toEqual(['PENDING', 'PENDING']);
    const answer = await lastOn(cloud, 'SMS');
    expect(answer.to).toBe(ada.phone);
    expect(answer.text).toMatch(/1 Disk full on db-1, 2 Queue grows.*A1 accept/s);
    await cloud.reply(answer.id, { text: 'a2' });
    await cloud.settle();
    const { body: now } = await cloud.api('GET', '/api/alerts?states=ACCEPTED');
    expect(now).toMatchObject([{ summary: 'Queue grows' }]);
  });

  it('from a stranger is refused', async () => {
    const { source } = await threeLevels();
    await post(cloud, source);
    const before = (await cloud.outbox()).length;
    await cloud.control('POST', 'inbound/sms', { from: '+491700000001', to: '', text: 'A1' });
    await cloud.settle();
    expect((await newestAlert(cloud)).status).toBe('PENDING');
    expect(await cloud.outbox()).toHaveLength(before);
  });
});

describe('the people', () => {
  it('are passed over while muted, and told why in the timeline', async () => {
    const { ada, grace, source } = await threeLevels();
    const { body } = await cloud.api('GET', `/api/users/${ada.id}`);
    const muted = { ...body, mutedUntil: '2027-11-21T12:00:00Z' };
    expect((await cloud.api('PUT', `/api/users/${ada.id}`, muted)).status).toBe(400);
    expect((await cloud.api('PUT', `/api/users/${ada.id}?force=true`, muted)).status).toBe(200);
    await post(cloud, source);
    expect(lines(await cloud.outbox())).toEqual([`SMS ${grace.phone}`]);
    expect((await timeline(cloud, (await newestAlert(cloud)).id)).join('\n')).toMatch(/muted/i);
  });

  it('are reached by their next rule, and then the next level, when their number takes nothing', async () => {
    const ada = await aPerson(cloud, {
      firstName: 'Ada',
      phone: '+4915120555404',
      rules: [{ method: 'SMS' }, { method: 'EMAIL', delayMin: 30 }],
    });
    const bob = await aPerson(cloud, { firstName: 'Bob', phone: '+4915130555404', rules: [{ method: 'SMS' }] });
    const grace = await aPerson(cloud, { firstName: 'Grace', rules: [{ method: 'SMS' }] });
    const policyId = await aPolicy(cloud, [[ada], [bob], [grace]]);
    await post(cloud, await aSource(cloud, policyId));
    // Their provider says that they want no texts: administrators are told of it.
    const administrator = 'EMAIL admin@example.com';
    const told = async () => lines(await cloud.outbox()).filter((line) => line !== administrator);
    expect(await told()).toEqual([`EMAIL ${ada.email}`]);
    await cloud.advance(301);
    expect(await told()).toEqual([`EMAIL ${ada.email}`, `SMS ${grace.phone}`]);
    expect(lines(await cloud.outbox())).toContain(administrator);
  });
});

describe('a source that groups beyond the key', () => {
  const word = (summary: string) => ({ summary });
  /** How the source groups; what joins the alert, why, and what opens another one. `wait` lies before the latter. */
  it.each([
    [
      { alertCreation: 'ONE_ALERT_PER_EMAIL_SUBJECT' },
      { joins: word('disk  FULL on db-1'), why: 'the same subject as', opens: word('Fan loud'), wait: 0 },
    ],
    [
      { alertCreation: 'ONE_OPEN_ALERT_ALLOWED' },
      { joins: word('Fan loud'), why: 'is open', opens: undefined, wait: 0 },
    ],
    [
      { alertCreation: 'ONE_ALERT_GROUPED_PER_WINDOW', alertGroupingWindow: 'PT2M' },
      { joins: word('Fan loud'), why: 'within 2 minutes of', opens: word('Fan loud'), wait: 121 },
    ],
    [
      { alertCreation: 'INTELLIGENT_GROUPING', alertGroupingWindow: 'PT1H', scoreThreshold: 0.7 },
      {
        joins: word('Disk full on db-2'),
        why: 'because both say disk, full',
        opens: word('Fan of web-7 is loud'),
        wait: 0,
      },
    ],
  ])(
    '%j tells who has the alert, once, and ends it with its last key',
    async (grouping, { joins, why, opens, wait }) => {
      const ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }] });
      const source = await aSource(cloud, await aPolicy(cloud, [[ada]]), grouping);
      expect((await cloud.api('GET', `/api/alert-sources/${source.id}`)).body).toMatchObject(grouping);
      await post(cloud, source);
      const { id } = await newestAlert(cloud);
      await cloud.reply((await lastOn(cloud, 'SMS')).id, { text: 'A' });
      await cloud.advance(60);
      const told = (await cloud.outbox()).length;

      await post(cloud, source, { ...joins, alertKey: 'another' });
      await post(cloud, source, { ...joins, alertKey: 'another' });
      await cloud.advance(5);
      expect((await cloud.outbox(told)).map(({ text }) => text)).toEqual([
        expect.stringContaining(`New in this alert: ${joins.summary.replace(/ {2,}/, ' ')}`),
      ]);
      const { body: events } = await cloud.api('GET', `/api/alert-sources/${source.id}/events`);
      const grouped = events.filter(({ outcome }: { outcome: string }) => outcome === 'GROUPED');
      expect(grouped).toMatchObject([{ alertId: id, note: expect.stringContaining(why) }]);
      expect((await timeline(cloud, id)).join('\n')).toContain('another, grouped into this alert because');

      await post(cloud, source, { eventType: 'RESOLVE' });
      expect((await timeline(cloud, id)).at(-1)).toContain('db-1/disk is over; 1 of 2 still firing');
      expect(await newestAlert(cloud)).toMatchObject({ id, status: 'ACCEPTED' });
      await cloud.advance(wait);
      if (opens) await post(cloud, source, { ...opens, alertKey: 'a third' });
      expect((await newestAlert(cloud)).id === id).toBe(opens === undefined);
      await post(cloud, source, { eventType: 'RESOLVE', alertKey: 'another' });
      expect((await cloud.api('GET', `/api/alerts/${id}`)).body).toMatchObject({ status: 'RESOLVED' });
    },
  );

  it('until all are accepted takes in what comes before, and opens an alert for what comes after', async () => {
    const ada = await aPerson(cloud, { firstName: 'Ada', rules: [{ method: 'SMS' }] });
    const grouping = { alertCreation: 'ONE_PENDING_ALERT_ALLOWED' };
    const source = await aSource(cloud, await aPolicy(cloud, [[ada]]), grouping);
    await post(cloud, source);
    const { id } = await newestAlert(cloud);
    await post(cloud, source, { alertKey: 'second', summary: 'Fan loud' });
    await post(cloud, source, { alertKey: undefined, summary: 'Cable cut' });
    expect((await newestAlert(cloud)).id).toBe(id);
    expect(await cloud.outbox()).toHaveLength(1);
    await cloud.reply((await lastOn(cloud, 'SMS')).id, { text: 'A' });
    await cloud.settle();
    await post(cloud, source, { alertKey: 'third' });
    expect((await newestAlert(cloud)).id).not.toBe(id);
    await post(cloud, source, { alertKey: 'fourth' });
    expect((await cloud.api('GET', '/api/alerts/count')).body).toEqual({ count: 2 });
  });
});
