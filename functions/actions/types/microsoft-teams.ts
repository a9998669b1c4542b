import { teamsWebhookSteps } from '../chat/teams-webhook.ts';
import { driver, end, refused } from '../driver.ts';

export default driver({
  type: 'microsoft_teams',
  name: 'Microsoft Teams (incoming webhook)',
  source: [
    'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using',
    'https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-reference',
  ],
  does: { first: 'posts a card', update: 'posts a card', end: 'posts a card' },
  doubles: 'the card',
  steps: (facts) =>
    teamsWebhookSteps(
      facts.connector?.params.url ?? end(refused('the connector is gone')),
      facts.action.params.bodyTemplate,
      facts,
    ),
});
