import type { ComponentChildren } from 'preact';
import { useWords } from '../../words/language.tsx';
import { systemWords } from './words.ts';

/** What a part says when it is known, and why it is not otherwise. */
export function Part<T>({
  of,
  children,
}: {
  readonly of: { readonly value?: T; readonly unknown?: string };
  readonly children: (value: T) => ComponentChildren;
}) {
  const text = useWords(systemWords);
  if (of.value === undefined) return <p class="faint">{text.unknown(of.unknown ?? '–')}</p>;
  return <>{children(of.value)}</>;
}
