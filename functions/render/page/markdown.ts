import { Marked, type Tokens } from 'marked';
import sanitizeHtml from 'sanitize-html';

/** Shown as text: what an author writes as HTML is never HTML. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    html: ({ text }: Tokens.HTML | Tokens.Tag) => escaped(text),
    // A picture from elsewhere tells its host who reads the page: its description is shown in its place.
    image: ({ text }: Tokens.Image) => escaped(text),
  },
});

/** What the produced tree may hold; whatever else gets into it is dropped, its text stays. */
const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'hr', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
    ...['h3', 'h4', 'h5', 'h6', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  // Headings of an update stand below those of the page.
  transformTags: {
    h1: 'h3',
    h2: 'h4',
    a: sanitizeHtml.simpleTransform('a', { rel: 'noopener nofollow' }),
  },
  disallowedTagsMode: 'discard',
};

/**
 * Markdown as HTML that can stand on a page whatever it holds (pages-contract §2): raw HTML is shown as text, links lead to http,
 * https and mailto only, pictures are their descriptions. Nothing is refused: an update in an emergency must not bounce.
 */
export const markdownToHtml = (markdown: string): string =>
  sanitizeHtml(marked.parse(markdown) as string, allowed).trim();

/** The text of Markdown without its marks, for feeds' titles, mails and calendars. */
export const markdownToText = (markdown: string): string =>
  sanitizeHtml(marked.parse(markdown) as string, { allowedTags: [], allowedAttributes: {} })
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
