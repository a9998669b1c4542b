/** What Slack answers: `ok`, or `error` and why. */
export interface SlackAnswer {
  readonly ok: boolean;
  readonly error?: string;
  readonly [member: string]: unknown;
}

/** Slack's Web API. */
export interface SlackApi {
  /** Calls a method with the app's token. Rejects when there is no answer that can be read, or Slack wants to be left alone. */
  call(token: string, method: string, body: Readonly<Record<string, unknown>>): Promise<SlackAnswer>;
  /** Answers where an interaction said one may, within half an hour. */
  respond(responseUrl: string, body: Readonly<Record<string, unknown>>): Promise<void>;
}
