import { describe, expect, it } from 'vitest';
import { unsafeCss } from '../../../functions/render/page/custom-css.ts';

describe('CSS of a page', () => {
  it.each([
    '',
    'body { background: #fafafa }',
    ':root { --accent: #0a5cad; }',
    '[data-status="MAJOR_OUTAGE"] { border: 2px dashed red }',
    '@media (prefers-color-scheme: dark) { h1 { color: white } }',
    '@supports (display: grid) { main { display: grid } }',
    '@keyframes blink { from { opacity: 0 } to { opacity: 1 } }',
    'h1 { background: url(data:image/png;base64,iVBORw0KGgo=) }',
    'h1 { background: url("data:image/svg+xml;utf8,%3Csvg/%3E") }',
    '/* a comment */ .hero::before { content: "→ now" }',
    'h1 { color: color-mix(in srgb, red, blue); width: calc(100% - 2px) }',
    '.a { &:hover { color: red } }',
  ])('may be %j', (css) => {
    expect(unsafeCss(css)).toBeUndefined();
  });

  it.each([
    ['</style><script>alert(1)</script>', '<'],
    ['@import "https://evil.example/a.css";', '@import'],
    ['@IMPORT url(https://evil.example/a.css);', '@IMPORT'],
    ['@\\69mport "https://evil.example";', 'escapes'],
    ['h1 { background: u\\72l(https://evil.example) }', 'escapes'],
    ['h1 { background: url(https://evil.example/a.png) }', 'url()'],
    ['h1 { background: URL( "https://evil.example/a.png" ) }', 'url()'],
    ['h1 { background: url(//evil.example/a.png) }', 'url()'],
    ['h1 { background: url(/logo.png) }', 'url()'],
    ['h1 { background: url(data:text/html,x) }', 'url()'],
    ['h1 { background: url(data:image/evil) }', 'url()'],
    ['h1 { background: image-set("https://evil.example/a.png" 1x) }', 'image-set()'],
    ['h1 { background: -webkit-image-set("https://evil.example/a.png" 1x) }', '-webkit-image-set()'],
    ['h1 { --x: url(https://evil.example/a.png) }', 'url'],
    ['@font-face { font-family: x; src: url(https://evil.example/f) }', '@font-face'],
    ['@charset "utf-7";', '@charset'],
    ['@namespace x url(https://evil.example);', '@namespace'],
    ['@media print { @import "x"; }', '@import'],
    ['h1 { behavior: url(x.htc) }', 'must not'],
    ['h1 { -moz-binding: none }', '-moz-binding'],
    ['h1 { width: expression(alert(1)) }', 'expression()'],
    ['@media { h1 { background: url(https://evil.example', 'url'],
    ['h1 { color: red;;; background : url(https://evil.example/a) ', 'url'],
    ['h1 { } } } @import "x";', '@import'],
    ['h1 { background: \u0000url(x) }', 'control'],
    ['a'.repeat(50_001), 'characters'],
  ])('may not be %j', (css, because) => {
    expect(unsafeCss(css)).toContain(because);
  });
});
