import type { CssNode } from 'css-tree';
// The whole of it reads files of its own beside it, which are not there once it is bundled.
import parse from 'css-tree/parser';
import walk from 'css-tree/walker';

/** At-rules that only choose or name what stands in the sheet itself. */
const allowedAtRules = new Set(['media', 'supports', 'container', 'layer', 'keyframes', 'property', 'starting-style']);
/** Functions that load what their text names. */
const loading = /^(-webkit-)?(url|src|image|image-set|cross-fade|element|paint|expression)$/;
/** Properties that once ran code. */
const running = /^(behavior|-moz-binding)$/;
const picture = /^data:image\/(png|gif|jpeg|webp|avif|svg\+xml)[;,]/i;

const longestCss = 50_000;

/**
 * Why this CSS may not stand on a page, undefined when it may: it could leave its sheet, load something or run something
 * (pages-contract §2). It is kept and served as written, so what is unsafe is refused instead of mended.
 */
export function unsafeCss(css: string): string | undefined {
  if (css.length > longestCss) return `must have at most ${longestCss} characters`;
  if (css.includes('<')) return 'must not contain <';
  if (css.includes('\\')) return 'must not contain escapes (\\)';
  if (/\p{Cc}/u.test(css.replaceAll(/[\t\n\r\f]/g, ''))) return 'must not contain control characters';
  const errors: string[] = [];
  const tree = parse(css, {
    parseCustomProperty: true,
    onParseError: ({ message }) => errors.push(message),
  });
  const found = firstUnsafe(tree);
  if (found !== undefined) return found;
  // A parser that gave up has not looked at the rest.
  if (errors.length > 0) return `cannot be read: ${errors[0]}`;
  return undefined;
}

function firstUnsafe(tree: CssNode): string | undefined {
  let found: string | undefined;
  walk(tree, (node) => {
    found ??= unsafeNode(node);
  });
  return found;
}

function unsafeNode(node: CssNode): string | undefined {
  switch (node.type) {
    case 'Atrule':
      return allowedAtRules.has(node.name.toLowerCase()) ? undefined : `must not contain @${node.name}`;
    case 'Url':
      return picture.test(node.value.trim()) ? undefined : 'must not contain url() but for data:image/…';
    case 'Function':
      return loading.test(node.name.toLowerCase()) ? `must not contain ${node.name}()` : undefined;
    case 'Declaration':
      return running.test(node.property.toLowerCase()) ? `must not contain ${node.property}` : undefined;
    case 'Raw':
      return /@|url\s*\(|image-set|src\s*\(/i.test(node.value)
        ? `cannot be read at ${node.value.slice(0, 40)}`
        : undefined;
    default:
      return undefined;
  }
}
