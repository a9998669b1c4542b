import type { LocalCloud } from '../support/local-cloud.ts';

/** The cookies of a browser in which somebody has followed the link that was sent to them by mail. */
export async function sessionOf(cloud: LocalCloud, email: string): Promise<string> {
  const cookieOf = (answer: Response) =>
    answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; ');
  const headers = { 'content-type': 'application/json', origin: cloud.url };
  const asked = await fetch(`${cloud.url}/auth/email`, { method: 'POST', headers, body: JSON.stringify({ email }) });
  await cloud.settle();
  const links = (await cloud.outbox()).map(({ text }) => /\/auth\/link\/[\w.-]+/.exec(text ?? '')?.[0]);
  const link = links.filter((one) => one !== undefined).at(-1);
  const init = {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: cloud.url, cookie: cookieOf(asked) },
  } as const;
  return cookieOf(await fetch(`${cloud.url}${link}`, init));
}
