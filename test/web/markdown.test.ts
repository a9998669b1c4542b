import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, it } from 'vitest';
import { Markdown, safeAddress } from '../../web/ui/markdown.tsx';

const shown = (text: string): string =>
  renderToString(h(Markdown, { text })).replace(/^<div class="markdown" dir="auto">(.*)<\/div>$/s, '$1');

describe('Markdown in the console', () => {
  it.each([
    ['plain', '<p>plain</p>'],
    ['**bold** and *soft* and ~~gone~~', '<p><strong>bold</strong> and <em>soft</em> and <del>gone</del></p>'],
    ['one\ntwo', '<p>one<br/>two</p>'],
    ['# Large\n\ntext', '<h3>Large</h3><p>text</p>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    ['`a < b`', '<p><code>a &lt; b</code></p>'],
    ['a &amp; b &#8364; &nothing;', '<p>a &amp; b € &amp;nothing;</p>'],
    ['- [x] done', '<ul><li>☑ done</li></ul>'],
  ])('shows %j', (text, html) => expect(shown(text)).toBe(html));

  it.each([
    ['<script>alert(1)</script>'],
    ['text <img src=x onerror=alert(1)> text'],
    ['[x](javascript:alert(1))'],
    ['![x](https://tracker.example/pixel.png)'],
    ['<a href="javascript:alert(1)">x</a>'],
    ['[x](data:text/html,<b>)'],
  ])('makes nothing of %j that runs or loads', (text) => {
    expect(shown(text)).not.toMatch(/<(?:script|img|a)\b/);
  });

  it('links to the web and to mailboxes only, in a window of their own', () => {
    expect(shown('[docs](https://example.com/a?b=1&c=2)')).toBe(
      '<p><a href="https://example.com/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow">docs</a></p>',
    );
    expect(['HTTPS://a', 'mailto:a@b', '//a', '/a', 'ftp://a', 'java\tscript:x'].map(safeAddress)).toEqual([
      'HTTPS://a',
      'mailto:a@b',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
