import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import type { LocalSubscription } from '../../../../local/outbox/targets/web-push.ts';
import { make } from '../hostile.ts';
import { deliver, press, shownBy, subscribesLocally, withWorker, workerOf } from '../push-browser.ts';
import type { Story } from './index.ts';

const integrationKey = 'woken-by-push';

/** A browser is registered under Me; at night a push comes, and its button accepts, without the console being open at it. */
export const wokenByPush: Story = {
  name: 'is woken by a push and accepts from the notification',
  async run({ cloud, url, open, person }) {
    const ada = await person('Ada', 'Pushed');
    const page = await open('/me/contacts', { as: ada.email, ...withWorker });
    await subscribesLocally(page.context(), await cloud.control<LocalSubscription>('GET', 'push/ada-pushed-browser'));
    await page.goto(`${url}/me/contacts`);
    const worker = await workerOf(page);
    await page.getByRole('button', { name: 'Get pushes in this browser' }).click();
    await page.getByText('this browser', { exact: true }).waitFor();
    const pushes = async () => (await cloud.outbox()).filter(({ to }) => to === 'ada-pushed-browser');
    await expect.poll(async () => (await pushes()).length, { timeout: 20_000 }).toBe(1);

    await make(cloud, 'POST', `/api/users/${ada.id}/notification-preferences/alerts`, {
      method: 'PUSH',
      contact: null,
      type: 'HIGH_PRIORITY',
    });
    const policy = await make(cloud, 'POST', '/api/escalation-policies', {
      name: 'Ada alone',
      escalationRules: [{ users: [{ id: ada.id }], escalationTimeout: 15 }],
    });
    await make(cloud, 'POST', '/api/alert-sources', {
      name: 'Night watch',
      integrationType: 'API',
      integrationKey,
      escalationPolicy: { id: policy.id },
    });
    await make(cloud, 'POST', '/api/events', { integrationKey, eventType: 'ALERT', summary: 'Payments are refused' });
    await expect.poll(async () => (await pushes()).length, { timeout: 20_000 }).toBe(2);
    const push = (await pushes()).at(-1);

    await page.context().clearCookies();
    await deliver(worker, push?.data);
    await press(worker, 'accept');
    expect(await shownBy(worker)).toEqual([
      { title: push?.subject, body: 'Payments are refused', actions: ['accept', 'resolve'] },
      { title: 'Accepting …', body: 'Payments are refused', actions: [] },
      { title: 'Accepted', body: 'You accepted: Payments are refused', actions: [] },
    ]);
    const { body: alert } = await cloud.api('GET', `/api/alerts/${push?.alertId}`);
    expect(alert).toMatchObject({ status: 'ACCEPTED', responders: [{ user: { id: ada.id }, status: 'ACCEPTED' }] });

    await page.context().setOffline(true);
    const pressed = press(worker, 'resolve');
    await wait(200);
    await pressed;
    expect((await shownBy(worker)).at(-1)?.title).toBe('Not resolved');
    expect((await cloud.api('GET', `/api/alerts/${push?.alertId}`)).body.status).toBe('ACCEPTED');
  },
};
