import { setTimeout as wait } from 'node:timers/promises';
import type { LocalCloud } from '../../support/local-cloud.ts';

export interface SessionCookie {
  readonly name: string;
  readonly value: string;
}

/** Signs somebody in by the link that is sent to them, as a browser would, and answers the cookie that they get. */
export async function sessionOf(cloud: LocalCloud, email: string): Promise<SessionCookie> {
  const since = (await cloud.outbox()).at(-1)?.seq ?? 0;
  const asked = await fetch(`${cloud.url}/auth/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: cloud.url },
    body: JSON.stringify({ email, to: '/' }),
  });
  const cookie = cookiesIn(asked)
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
  const used = await fetch(`${cloud.url}${await linkFor(cloud, email, since)}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: cloud.url, cookie },
    redirect: 'manual',
  });
  const session = cookiesIn(used).find(({ name }) => name.endsWith('tocsin-session'));
  if (!session) throw new Error(`${email} was not signed in: ${used.status} ${await used.text()}`);
  return session;
}

const cookiesIn = ({ headers }: Response): SessionCookie[] =>
  headers.getSetCookie().map((cookie) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    return { name, value };
  });

/** The path of the link in the mail that came since. */
async function linkFor(cloud: LocalCloud, email: string, since: number): Promise<string> {
  for (let tries = 0; tries < 200; tries++) {
    const mail = (await cloud.outbox(since)).find(({ to, text }) => to === email && text.includes('/auth/link/'));
    const link = mail && /https?:\/\/[^/]+(\/auth\/link\/\S+)/.exec(mail.text)?.[1];
    if (link) return link;
    await wait(100);
  }
  throw new Error(`no link was sent to ${email}`);
}
