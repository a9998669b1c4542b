import { ask, type HttpAnswer, jsonIn, text, troubleOf } from '../answers.ts';
import { adaptiveCard, cardMessage } from '../chat/adaptive-card.ts';
import { threadOf } from '../chat/thread.ts';
import { done, driver, end, type HttpRequest, later, refused, type Steps } from '../driver.ts';
import type { FactsOf } from '../facts.ts';
import { bearer, jsonRequest, under } from '../requests.ts';
import { told } from '../words.ts';

/** Where the Bot Framework is asked when nobody has said where this team's is. */
const everywhere = 'https://smba.trafficmanager.net/teams';

/** A channel; other conversations are chats, of a meeting too. */
const isChannel = (id: string): boolean => /@thread\.(?:tacv2|skype)$/.test(id);

type Posted = readonly [conversation: string, activity: string];

const partsOf = (reference: string): Posted => {
  const at = reference.lastIndexOf('|');
  return [reference.slice(0, at), reference.slice(at + 1)];
};

type Facts = FactsOf<'microsoft_teams_bot'>;

/** Asks, and ends the attempt where the answer is no success. 412 is said of a conversation that is being changed. */
function* askWell(request: HttpRequest, facts: Facts): Steps<HttpAnswer> {
  const answer = yield* ask(request);
  if (answer.status === 412) return end(later('the conversation is being changed'));
  return answer.status >= 200 && answer.status < 300 ? answer : end(troubleOf(answer, facts));
}

function* begun(facts: Facts, at: (path: string) => string, activity: object): Steps<Posted> {
  const { channelId } = facts.action.params;
  if (!isChannel(channelId)) {
    const request = jsonRequest('POST', at(`/${encodeURIComponent(channelId)}/activities`), {
      headers: headersOf(facts),
      body: activity,
    });
    const { id } = jsonIn(yield* askWell(request, facts));
    return [channelId, text(id) ?? end(later('the answer names no message'))];
  }
  const body = { isGroup: true, channelData: { channel: { id: channelId } }, activity };
  const answer = jsonIn(yield* askWell(jsonRequest('POST', at(''), { headers: headersOf(facts), body }), facts));
  const conversation = text(answer.id);
  const message = text(answer.activityId);
  return conversation === undefined || message === undefined
    ? end(later('the answer names no message'))
    : [conversation, message];
}

const headersOf = ({ installation }: Pick<Facts, 'installation'>) => ({
  authorization: bearer(installation?.token ?? end(refused('the Teams app is not installed'))),
});

export default driver({
  type: 'microsoft_teams_bot',
  name: 'Microsoft Teams (bot)',
  source: [
    'https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference',
    'https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/update-and-delete-bot-messages',
    'https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/rate-limit',
  ],
  does: {
    first: 'posts a card with buttons',
    update: 'updates the card; in a channel each change is an answer below it, in a chat each comment is',
    end: 'updates the card, without buttons',
  },
  doubles: 'the card, or what is said below it',
  *steps(facts) {
    const headers = headersOf(facts);
    const base = facts.installation?.url ?? everywhere;
    const at = (path: string) => under(base, `/v3/conversations${path}`);
    const activity = cardMessage(adaptiveCard(facts, { isAnswerable: true }));
    if (facts.reference === undefined) {
      const reference = (yield* begun(facts, at, activity)).join('|');
      return done('the card was posted', { reference });
    }
    const [conversation, message] = partsOf(facts.reference);
    const activities = `/${encodeURIComponent(conversation)}/activities`;
    const update = jsonRequest('PUT', at(`${activities}/${encodeURIComponent(message)}`), {
      headers,
      body: { ...activity, id: message },
    });
    const updated = yield* ask(update);
    if (updated.status === 412) return later('the conversation is being changed');
    if (updated.status === 404) {
      const reference = (yield* begun(facts, at, activity)).join('|');
      return done('the card was gone, and posted anew', { reference });
    }
    if (updated.status < 200 || updated.status >= 300) return troubleOf(updated, facts);
    const { reference } = facts;
    // The thread of a card is the alert's own place; in a chat everybody would be told of each change.
    const isComment = facts.trigger === 'alert-comment-added';
    const isSaid =
      isComment || (threadOf('microsoft_teams_bot', reference) !== undefined && facts.trigger !== 'alert-created');
    if (!isSaid) return done('the card was updated', { reference });
    const body = { type: 'message', textFormat: 'plain', text: told(facts, 3_000) };
    yield* askWell(jsonRequest('POST', at(activities), { headers, body }), facts);
    return done(isComment ? 'the comment was posted' : 'the card was updated, and the change posted below it', {
      reference,
    });
  },
});
