import { describe, expect, it } from 'vitest';
import { pagePush, plainPush, updatePush } from '../../functions/render/push.ts';
import { pageCall, plainCall, summaryCall } from '../../functions/render/voice.ts';
import { anAlert } from '../support/factories.ts';

describe('a call', () => {
  it('reads the alert twice, the end of its number digit by digit, and the keys', () => {
    const text = pageCall(anAlert({ id: 116_123_456_784_217 }), { keys: true }, 'en');
    const once =
      'This is Tocsin with a high priority alert from Prometheus. Disk full on db 1. Alert ending in 4 2 1 7.' +
      ' Press 1 to accept, 2 to resolve, 3 to escalate.';
    expect(text).toBe(`${once} I repeat. ${once}`);
  });

  it('offers no keys where a key press would be lost', () => {
    expect(pageCall(anAlert(), { keys: false }, 'de')).not.toMatch(/Drücken/);
    expect(pageCall(anAlert(), { keys: true }, 'de')).toContain('Drücken Sie 1 zum Annehmen');
  });

  it.each([
    ['links', 'See https://grafana.example.com/d/x?y=1 now', 'See now'],
    ['markup', '**Disk** <b>full</b> `db_1`', 'Disk full db 1'],
    ['signs', 'CPU > 90% & rising', 'CPU above 90 percent and rising'],
    ['words in angle brackets', 'Disk at 98% on <prod> & <backup host>', 'Disk at 98 percent on prod and backup host'],
    ['a number in angle brackets', 'limit <90> reached', 'limit 90 reached'],
    ['what only begins like a tag', '<brake> and <speaker> fail', 'brake and speaker fail'],
    ['comparisons', 'a < b and c > d', 'a below b and c above d'],
    [
      'markup with attributes',
      'see <a href="https://x.example/y?z">the <code>log</code></a><br/>now',
      'see the log now',
    ],
    ['SSML', '<speak><break time="10s"/>hello</speak>', 'hello'],
  ])('speaks no %s', (_case, text, spoken) => {
    expect(plainCall(text, 'en')).toBe(spoken);
  });

  it('names the alerts of a window, and stays within what can be spoken', () => {
    const alerts = Array.from({ length: 7 }, (_, id) => anAlert({ id, summary: `Problem ${id} ${'x'.repeat(500)}` }));
    const text = summaryCall(alerts, { keys: true }, 'en');
    expect(text).toMatch(/^This is Tocsin\. There are 7 more alerts\. Problem 0/);
    expect(text).toMatch(/And 2 more\.$/);
    expect(text.length).toBeLessThan(3000);
    expect(summaryCall(alerts.slice(0, 1), { keys: true }, 'de')).toMatch(
      /^Hier ist Tocsin\. Es gibt einen weiteren Alarm\. .*Drücken Sie 1/,
    );
  });
});

describe('a push message', () => {
  const links = { ACCEPT: 'https://t/a', RESOLVE: 'https://t/r', ESCALATE: 'https://t/e' };

  it('carries the links of its buttons and the alert', () => {
    expect(pagePush(anAlert(), links, 'en')).toEqual({
      title: 'High priority: Prometheus',
      body: 'Disk full on db-1',
      data: { alertId: '700', acceptUrl: 'https://t/a', resolveUrl: 'https://t/r', escalateUrl: 'https://t/e' },
    });
  });

  it('tells an update without buttons', () => {
    const alert = anAlert({ status: 'ACCEPTED', acceptedBy: { kind: 'user', id: 1, name: 'Ada' } });
    expect(updatePush(alert, 'ACCEPTED', 'de')).toEqual({
      title: 'Angenommen von Ada',
      body: 'Prometheus: Disk full on db-1',
      data: { alertId: '700' },
    });
  });

  it('is bounded', () => {
    expect([...plainPush('😀'.repeat(2000)).body].length).toBeLessThanOrEqual(400);
    expect([...pagePush(anAlert({ summary: 'x'.repeat(9000) }), links, 'en').body].length).toBeLessThanOrEqual(200);
  });
});
