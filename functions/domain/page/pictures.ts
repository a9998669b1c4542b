/** A picture that stands in the page itself is loaded with each of its documents. */
const longestPicture = 100_000;
const longestAddress = 2000;

const inline = /^data:image\/(png|gif|jpeg|webp|avif|x-icon|vnd\.microsoft\.icon|svg\+xml)[;,]/i;
/** What makes of a drawing more than that: scripts, documents within it, what it loads. */
const active =
  /<\s?(script|foreignobject|iframe|embed|object|animate|set|handler|style|!entity)|\son[a-z]{1,30}\s?=|javascript:|href\s?=\s?["']?\s?[^"'#\s]/i;

/** Why this may not be a picture of a page; undefined for one that may, and for none. */
export function problemWithPicture(url: string | undefined): string | undefined {
  if (!url) return undefined;
  if (!/^data:/i.test(url))
    return isWebAddress(url, ['https:']) ? undefined : 'must be an https address or data:image/…';
  if (!inline.test(url)) return 'must be data:image/ with png, jpeg, gif, webp, avif, x-icon or svg+xml';
  if (url.length > longestPicture) return `must have at most ${longestPicture} characters`;
  const drawing = /^data:image\/svg/i.test(url) ? drawingIn(url) : '';
  if (drawing === undefined) return 'cannot be read';
  return active.test(drawing) ? 'must be a drawing without scripts, animations, and anything that it loads' : undefined;
}

/** Why this may not be an address that a page leads to; undefined for one that may, and for none. */
export const problemWithWebAddress = (url: string | undefined): string | undefined =>
  !url || isWebAddress(url, ['https:', 'http:']) ? undefined : 'must be an http or https address';

function isWebAddress(text: string, protocols: readonly string[]): boolean {
  if (text.length > longestAddress || /[\s\p{Cc}]/u.test(text) || !URL.canParse(text)) return false;
  const { protocol, username, password } = new URL(text);
  return protocols.includes(protocol) && username === '' && password === '';
}

/** The text of a drawing in a data: address; undefined when it cannot be read. */
function drawingIn(url: string): string | undefined {
  const comma = url.indexOf(',');
  const content = url.slice(comma + 1);
  try {
    const text = decodeURIComponent(content);
    return /;base64$/i.test(url.slice(0, comma)) ? Buffer.from(text, 'base64').toString('utf8') : text;
  } catch {
    return undefined;
  }
}
