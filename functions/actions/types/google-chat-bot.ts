import { googleChatSteps } from '../chat/google-chat.ts';
import { driver, end, refused } from '../driver.ts';
import { bearer } from '../requests.ts';

const api = 'https://chat.googleapis.com/v1';

export default driver({
  type: 'google_chat_bot',
  name: 'Google Chat (app)',
  source: ['https://developers.google.com/workspace/chat/api/reference/rest/v1/spaces.messages/create'],
  does: { first: 'posts a message', update: 'answers in its thread', end: 'answers in its thread' },
  steps: (facts) => {
    const token = facts.installation?.token ?? end(refused('the Google Chat app is not installed'));
    const space = facts.action.params.channelId.replace(/^spaces\//, '');
    const url = `${api}/spaces/${encodeURIComponent(space)}/messages`;
    return googleChatSteps(url, { authorization: bearer(token) }, facts);
  },
});
