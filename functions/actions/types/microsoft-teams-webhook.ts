import { teamsWebhookSteps } from '../chat/teams-webhook.ts';
import { driver } from '../driver.ts';

export default driver({
  type: 'microsoft_teams_webhook',
  name: 'Microsoft Teams (workflow webhook)',
  source: [
    'https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using',
    'https://learn.microsoft.com/en-us/connectors/teams/',
  ],
  does: { first: 'posts a card', update: 'posts a card', end: 'posts a card' },
  doubles: 'the card',
  steps: (facts) => teamsWebhookSteps(facts.action.params.url, facts.action.params.bodyTemplate, facts),
});
