import { pageScriptHash } from './script.ts';

/**
 * The content security policy of a page's documents: one script, one sheet, pictures and icons over https as the owners name them,
 * and no frames. Answers of other types get the same; they need none of it.
 */
export const pagePolicy = [
  "default-src 'none'",
  `script-src '${pageScriptHash}'`,
  "style-src 'self'",
  'img-src https: data:',
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
