/** A node of the Atlassian Document Format (https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/). */
export interface AdfNode {
  readonly type: string;
  readonly version?: number;
  readonly text?: string;
  readonly marks?: readonly unknown[];
  readonly content?: readonly AdfNode[];
}

const address = /https?:\/\/[^\s<>"]{1,2000}/g;

/** A line's words, with what is an address as a link. Texts of no length are no texts there. */
function wordsOf(line: string): readonly AdfNode[] {
  const nodes: AdfNode[] = [];
  let from = 0;
  const put = (text: string) => {
    if (text !== '') nodes.push({ type: 'text', text });
  };
  for (const match of line.matchAll(address)) {
    put(line.slice(from, match.index));
    const [href] = match;
    nodes.push({ type: 'text', text: href, marks: [{ type: 'link', attrs: { href } }] });
    from = match.index + href.length;
  }
  put(line.slice(from));
  return nodes;
}

/** The plain text of a document, as deep as documents are. */
export function textOfAdf(node: unknown, depth = 0): string {
  if (typeof node !== 'object' || node === null || depth > 20) return '';
  const { type, text, content } = node as Readonly<Record<string, unknown>>;
  if (type === 'hardBreak') return '\n';
  if (typeof text === 'string') return text;
  return Array.isArray(content)
    ? content.map((one) => textOfAdf(one, depth + 1)).join(type === 'doc' ? '\n\n' : '')
    : '';
}

/** Plain text as a document: paragraphs between empty lines, breaks within them. */
export function adf(text: string): AdfNode {
  const paragraphs = text.split(/\n{2,}/).map((paragraph): AdfNode => {
    const content = paragraph
      .split('\n')
      .flatMap((line, index) => (index === 0 ? wordsOf(line) : [{ type: 'hardBreak' }, ...wordsOf(line)]));
    return content.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content };
  });
  return { type: 'doc', version: 1, content: paragraphs };
}
