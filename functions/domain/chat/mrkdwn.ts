const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Plain text as Slack's mrkdwn, at most `limit` characters after it was escaped: nobody is mentioned and no link is hidden in it. */
export function mrkdwn(text: string, limit: number): string {
  let written = '';
  for (const character of text.toWellFormed()) {
    const escaped = escapes[character] ?? character;
    if (written.length + escaped.length >= limit) return `${written}…`;
    written += escaped;
  }
  return written;
}

/** What Slack has escaped in what people wrote, as they wrote it; whom or what it names, stays named. */
export const fromMrkdwn = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
