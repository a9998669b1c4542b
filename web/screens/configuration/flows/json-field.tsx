import { useState } from 'preact/hooks';
import { TextArea } from '../../../ui/field.tsx';
import { useWords } from '../../../words/language.tsx';
import { flowWords } from './words.ts';

interface JsonProps {
  readonly label: string;
  readonly hint: string;
  readonly kind: 'object' | 'list';
  readonly value: unknown;
  readonly onInput: (value: unknown) => void;
}

/** An object or a list, written as JSON; what cannot be read is not taken over. */
export function JsonField({ kind, value, onInput, ...field }: JsonProps) {
  const text = useWords(flowWords);
  const [written, setWritten] = useState(() => (value === undefined ? '' : JSON.stringify(value, null, 2)));
  const [isBad, setBad] = useState(false);
  const read = (now: string) => {
    setWritten(now);
    const parsed = parsedAs(kind, now);
    setBad(parsed === undefined && now.trim() !== '');
    if (parsed !== undefined) onInput(parsed);
  };
  return (
    <div class="field">
      <TextArea {...field} code rows={2} spellcheck={false} value={written} onInput={read} />
      {isBad && <span class="wrong">{text.badJson}</span>}
    </div>
  );
}

function parsedAs(kind: JsonProps['kind'], text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const isList = Array.isArray(value);
    return typeof value === 'object' && value !== null && isList === (kind === 'list') ? value : undefined;
  } catch {
    return undefined;
  }
}
