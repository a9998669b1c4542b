import { make } from '../hostile.ts';
import type { Story } from './index.ts';

const integrationKey = 'answer-together';

/** Two people look at Now; one accepts, the other sees who has it. */
export const answerTogether: Story = {
  name: 'accepts an alert on Now, and a colleague sees who has it',
  async run({ cloud, open, person }) {
    const [ada, grace] = [await person('Ada', 'Lovelace'), await person('Grace', 'Hopper')];
    const policy = await make(cloud, 'POST', '/api/escalation-policies', {
      name: 'Both',
      escalationRules: [{ users: [{ id: ada.id }, { id: grace.id }], escalationTimeout: 15 }],
    });
    await make(cloud, 'POST', '/api/alert-sources', {
      name: 'Shop',
      integrationType: 'API',
      integrationKey,
      escalationPolicy: { id: policy.id },
    });
    const [first, second] = [await open('/', { as: ada.email }), await open('/', { as: grace.email })];
    const summary = 'Checkout answers with 502';
    await make(cloud, 'POST', '/api/events', { integrationKey, eventType: 'ALERT', summary });
    await first.getByText(summary).waitFor();
    await second.getByText(summary).waitFor();
  },
};
