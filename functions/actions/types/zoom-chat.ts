import { askJson, text } from '../answers.ts';
import { plainMessage } from '../chat/plain-message.ts';
import { done, driver, later, refused } from '../driver.ts';
import { bearer, jsonRequest } from '../requests.ts';

const api = 'https://api.zoom.us/v2';
const longest = 1_024;

export default driver({
  type: 'zoom_chat',
  name: 'Zoom Team Chat',
  source: ['https://developers.zoom.us/docs/api/rest/reference/chat/methods/#operation/sendaChatMessage'],
  does: { first: 'posts a message', update: 'answers the message', end: 'answers the message' },
  doubles: 'the message',
  *steps(facts) {
    const { channelId } = facts.action.params;
    if (!channelId) return refused('params.channelId: names no channel');
    if (facts.installation === undefined) return refused('the Zoom app is not installed');
    const body = {
      message: plainMessage(facts, longest),
      to_channel: channelId,
      ...(facts.reference !== undefined && { reply_main_message_id: facts.reference }),
    };
    const headers = { authorization: bearer(facts.installation.token) };
    // An app of the whole account speaks as one of its users; one of a user alone as "me".
    const path = `/chat/users/${encodeURIComponent(facts.installation.as ?? 'me')}/messages`;
    const answer = yield* askJson(jsonRequest('POST', `${api}${path}`, { headers, body }), facts);
    const id = text(answer.id);
    return id === undefined
      ? later('the answer names no message')
      : done('the message was posted', { reference: facts.reference ?? id });
  },
});
