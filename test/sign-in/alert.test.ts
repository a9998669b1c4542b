import { beforeEach, describe, expect, it } from 'vitest';
import { showAnswer } from '../../functions/usecases/reply/answer-link.ts';
import { type SignInHarness, signInHarness } from './sign-in-harness.ts';

let world: SignInHarness;
let path: string;
let alertId: number;
let policyId: number;

const created = async (at: string, body: object) => {
  const answer = await world.call('POST', at, { body });
  expect(answer.status, answer.text).toBe(201);
  return answer.body;
};

beforeEach(async () => {
  world = await signInHarness();
  policyId = (
    await created('/api/escalation-policies', {
      name: 'P',
      escalationRules: [{ escalationTimeout: 5, users: [{ id: 1 }] }],
    })
  ).id;
  const source = { name: 'S', integrationType: 'API', escalationPolicy: { id: policyId } };
  const { id: sourceId } = await created('/api/alert-sources', source);
  alertId = (await created('/api/alerts', { summary: 'Disk <full>', alertSource: { id: sourceId } })).id;
  path = `/auth/alerts/${alertId}`;
});

async function signedInAs(role: Parameters<SignInHarness['userOf']>[0], id: number) {
  const { user } = await world.userOf(role, id);
  const browser = world.browser();
  await browser.open({ user });
  return { browser, user };
}
const buttons = (text: string): string[] =>
  [...text.matchAll(/action="\/answer\/([^"]+)"/g)].map(([, token = '']) => token);

describe('the address of an alert', () => {
  it('shows it to whoever may answer it, who answers as themselves', async () => {
    const { browser, user } = await signedInAs('RESPONDER', 2);
    const { status, text, headers } = await browser.get(path);
    expect(status).toBe(200);
    expect(text).toContain('Disk &lt;full>');
    expect(headers['cache-control']).toBe('no-store');
    expect(text).toContain(`href="https://tocsin.example.com/alerts/${alertId}"`);
    const tokens = buttons(text);
    expect(tokens.map((token) => world.tokens.verify(token))).toMatchObject(
      ['ACCEPT', 'RESOLVE', 'ESCALATE'].map((action) => ({ action, alertId, userId: user.id })),
    );
    expect(await showAnswer(world.sending, { token: tokens[0] ?? '' })).toMatchObject({ status: 200 });
    expect((await world.store.alerts.get(alertId))?.status).toBe('PENDING');
  });

  it('offers no answer to whoever may only look, and of an alert that is over', async () => {
    const viewer = await (await signedInAs('VIEWER', 3)).browser.get(path);
    expect([viewer.status, buttons(viewer.text)]).toEqual([200, []]);
    expect(viewer.text).toContain(`/alerts/${alertId}"`);
    const { browser } = await signedInAs('RESPONDER', 2);
    await world.call('PUT', `/api/alerts/${alertId}/resolve`);
    const over = await browser.get(path);
    expect([over.status, buttons(over.text)]).toEqual([200, []]);
  });

  it('is as if it were not there for whom it is none of their business', async () => {
    const members = [{ user: { id: 1 } }];
    const team = await created('/api/teams', { name: 'Cell', visibility: 'PRIVATE', members });
    const owned = {
      name: 'Kept',
      integrationType: 'API',
      escalationPolicy: { id: policyId },
      teams: [{ id: team.id }],
    };
    const { id: sourceId } = await created('/api/alert-sources', owned);
    const kept = await created('/api/alerts', { summary: 'Secret', alertSource: { id: sourceId } });
    const { browser } = await signedInAs('USER', 4);
    const stakeholder = (await signedInAs('STAKEHOLDER', 5)).browser;
    const answers = [
      await browser.get(`/auth/alerts/${kept.id}`),
      await browser.get('/auth/alerts/999'),
      await stakeholder.get(path),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(404);
      expect(text).not.toContain('Secret');
    }
  });

  it('sends whoever is not signed in to the form, and back', async () => {
    const { status, headers } = await world.browser().get(path);
    expect([status, headers.location]).toEqual([303, `/auth/login?to=${encodeURIComponent(path)}`]);
    expect((await world.browser().get('/auth/alerts/x')).status).toBe(400);
  });
});
