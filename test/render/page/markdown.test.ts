import { describe, expect, it } from 'vitest';
import { markdownToHtml, markdownToText } from '../../../functions/render/page/markdown.ts';

describe('Markdown of incidents, windows and announcements', () => {
  it.each([
    ['emphasis', 'We **know** and _work_', '<p>We <strong>know</strong> and <em>work</em></p>'],
    ['a line break as typed', 'one\ntwo', '<p>one<br />two</p>'],
    ['a list', '- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['a link', '[us](https://example.com/a)', '<p><a href="https://example.com/a" rel="noopener nofollow">us</a></p>'],
    [
      'a bare address',
      'https://example.com',
      '<p><a href="https://example.com" rel="noopener nofollow">https://example.com</a></p>',
    ],
    [
      'an address to write to',
      '[us](mailto:a@example.com)',
      '<p><a href="mailto:a@example.com" rel="noopener nofollow">us</a></p>',
    ],
    ['a heading, below those of the page', '# Now', '<h3>Now</h3>'],
    ['nothing', '', ''],
  ])('renders %s', (_name, markdown, html) => {
    expect(markdownToHtml(markdown)).toBe(html);
  });

  const hostile = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    'a <b onmouseover="alert(1)">b</b>',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](java\tscript:alert(1))',
    '[x](&#106;avascript:alert(1))',
    '[x](data:text/html;base64,PHNjcmlwdD4=)',
    '[x](vbscript:msgbox)',
    '[x](//evil.example/beacon)',
    '![x](https://evil.example/beacon.png)',
    '![x](https://evil.example/b "t\\" onload=\\"alert(1)")',
    '<svg/onload=alert(1)>',
    '<iframe src="https://evil.example"></iframe>',
    '<style>*{display:none}</style>',
    '</p></main><form action="https://evil.example"><input name=a>',
    '<a href="https://evil.example" style="position:fixed;inset:0">x</a>',
    '[x]: javascript:alert(1)\n\n[x]',
    '```html\n<script>alert(1)</script>\n```',
    '<!-- --!><img src=x onerror=alert(1)> -->',
    '<math><mtext></p><script>alert(1)</script>',
    '\u202Eevil\u0000<b>',
  ];
  it.each(hostile)('lets nothing act in %j', (markdown) => {
    const html = markdownToHtml(markdown);
    const tags = [...html.matchAll(/<\/?([a-z0-9]+)([^>]*)>/gi)];
    const harmless = /^(p|br|hr|strong|em|del|code|pre|blockquote|ul|ol|li|a|h[3-6])$/;
    expect(tags.map(([, name]) => name).filter((name) => !harmless.test(name ?? ''))).toEqual([]);
    for (const [, name, attributes] of tags)
      expect(attributes).toMatch(
        name === 'a' ? /^( href="(https?:|mailto:)[^"]*")?( rel="noopener nofollow")?$/ : /^( \/)?$/,
      );
  });

  it('keeps every word of what it does not render', () => {
    expect(markdownToHtml('<b>Databases</b> & <queues>')).toBe(
      '<p>&lt;b&gt;Databases&lt;/b&gt; &amp; &lt;queues&gt;</p>',
    );
  });

  it('is plain text without its marks', () => {
    expect(markdownToText('**We** know & <b>work</b> on [it](https://example.com)')).toBe(
      'We know & <b>work</b> on it',
    );
  });

  it('takes 100,000 brackets in time', () => {
    expect(markdownToHtml('['.repeat(20_000))).toContain('[');
  });
});
