import type { SlackAnswer, SlackApi } from '../../ports/slack.ts';
import type { PublicAsk } from '../public-fetch.ts';

const api = 'https://slack.com/api';
/** Where Slack lets one answer an interaction: its own host, whatever a request says. */
const responseUrls = /^https:\/\/hooks\.slack\.com\/(actions|commands|services|app)\/[\w/-]{1,300}$/;

/** Calls that only read take their arguments as a form. */
const asForm = new Set(['auth.test', 'conversations.replies', 'users.info', 'conversations.info']);

/** Slack's Web API over the guarded sender. */
export function createSlackApi(ask: PublicAsk): SlackApi {
  return {
    async call(token, method, body) {
      const isForm = asForm.has(method);
      const { status, body: text } = await ask(`${api}/${method}`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json; charset=utf-8',
        },
        body: isForm ? new URLSearchParams(texts(body)).toString() : JSON.stringify(body),
      });
      return answerIn(method, status, text);
    },

    async respond(responseUrl, body) {
      if (!responseUrls.test(responseUrl)) throw new Error('this is no address where Slack is answered');
      const { status } = await ask(responseUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
      });
      // It was used too often, or is over: nobody waits for the answer any more.
      if (status === 404 || status === 410) return;
      if (status < 200 || status > 299) throw new Error(`Slack answered ${status} to an answer`);
    },
  };
}

const texts = (body: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );

function answerIn(method: string, status: number, text: string): SlackAnswer {
  if (status !== 200) throw new Error(`Slack answered ${status} to ${method}`);
  try {
    const answer: unknown = JSON.parse(text);
    if (typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean')
      return answer as SlackAnswer;
  } catch {
    // Said below.
  }
  throw new Error(`Slack answered ${method} with something that is no answer`);
}
