import { googleChatSteps } from '../chat/google-chat.ts';
import { driver, end, refused } from '../driver.ts';

export default driver({
  type: 'google_chat_webhook',
  name: 'Google Chat (webhook)',
  source: [
    'https://developers.google.com/workspace/chat/quickstart/webhooks',
    'https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages/create',
  ],
  does: { first: 'posts a message', update: 'answers in its thread', end: 'answers in its thread' },
  steps: (facts) => {
    const url = facts.action.params.url || facts.connector?.params.url;
    return googleChatSteps(url || end(refused('params.url: names no webhook')), {}, facts);
  },
});
