import { createElement, options } from 'preact';
import { afterEach, describe, expect, it } from 'vitest';
import { legible, showLegibly } from '../../web/ui/legible.ts';

const before = options.vnode;
afterEach(() => {
  options.vnode = before;
});

describe('foreign text', () => {
  it('does not turn what follows it around', () => {
    expect(legible('\u202eesrever \u2067left')).toBe('esrever left');
    expect(legible('שלום مرحبا')).toBe('שלום مرحبا');
  });

  it('keeps to itself where it is set apart, and ends no more than that', () => {
    expect(legible('You have asked \u2068Lin\u2069 to')).toBe('You have asked \u2068Lin\u2069 to');
    expect(legible('a\u2069b\u2068c\u2067d\u2069e')).toBe('abc\u2067d\u2069e');
  });

  it('has no more marks on a letter than scripts have', () => {
    expect(legible(`Z${'\u0301'.repeat(40)}`)).toBe(`Z${'\u0301'.repeat(5)}`);
    for (const text of ['Việt', 'กำลัง', 'שָׁלוֹם', '❤️‍🔥 👩🏽‍💻', 'plain'])
      expect(legible(text.normalize('NFD'))).toBe(text.normalize('NFD'));
  });

  it('is made so wherever elements show it, and only there', () => {
    showLegibly();
    const shown = createElement('p', { title: '\u202ex' }, 'a\u202e', ['b\u202e', 1], null);
    expect([shown.props.children, shown.props.title]).toEqual([['a', ['b', 1], null], '\u202ex']);
    const Part = (_: { text: string }) => null;
    expect(createElement(Part, { text: '\u202e' }).props.text).toBe('\u202e');
  });
});
