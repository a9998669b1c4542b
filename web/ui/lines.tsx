import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { TextArea } from './field.tsx';

/** The lines of a text that say something. */
export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

interface LinesProps {
  readonly label: string;
  readonly name?: string;
  readonly hint?: ComponentChildren;
  readonly optional?: boolean;
  readonly code?: boolean;
  readonly value: readonly string[];
  readonly onInput: (lines: string[]) => void;
}

/** Several texts, one a line. */
export function LinesField({ value, onInput, ...field }: LinesProps) {
  const [text, setText] = useState(value.join('\n'));
  // What somebody is writing keeps its empty lines; what came from elsewhere replaces it.
  const shown = linesOf(text).join('\n') === value.join('\n') ? text : value.join('\n');
  return (
    <TextArea
      {...field}
      value={shown}
      onInput={(next) => {
        setText(next);
        onInput(linesOf(next));
      }}
    />
  );
}
