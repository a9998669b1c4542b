import { Plus, X } from 'lucide-preact';
import { Button, IconButton } from '../../ui/button.tsx';
import { useFieldError } from '../../ui/form.tsx';
import { commonWords } from '../../words/common.ts';
import { useWords } from '../../words/language.tsx';
import type { Pair } from './services/body.ts';

interface PairsProps {
  readonly label: string;
  readonly name: string;
  readonly keyLabel: string;
  readonly valueLabel: string;
  readonly add: string;
  readonly value: readonly Pair[];
  readonly onInput: (pairs: readonly Pair[]) => void;
}

/** Rows of two texts each: labels, links. */
export function Pairs({ label, name, keyLabel, valueLabel, add, value, onInput }: PairsProps) {
  const text = useWords(commonWords);
  const wrong = useFieldError(name);
  const set = (index: number, change: Partial<Pair>) =>
    onInput(value.map((pair, at) => (at === index ? { ...pair, ...change } : pair)));
  return (
    <fieldset class="field">
      <legend>{label}</legend>
      {value.map((pair, index) => (
        <div class="services-pairs" key={String(index)}>
          <input
            class="input"
            dir="auto"
            aria-label={`${keyLabel} ${index + 1}`}
            placeholder={keyLabel}
            value={pair.key}
            onInput={(event) => set(index, { key: event.currentTarget.value })}
          />
          <input
            class="input"
            dir="auto"
            aria-label={`${valueLabel} ${index + 1}`}
            placeholder={valueLabel}
            value={pair.value}
            onInput={(event) => set(index, { value: event.currentTarget.value })}
          />
          <IconButton
            label={`${text.remove}: ${pair.key || index + 1}`}
            onClick={() => onInput(value.filter((_, at) => at !== index))}
          >
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <div>
        <Button
          size="small"
          icon={<Plus aria-hidden="true" />}
          onClick={() => onInput([...value, { key: '', value: '' }])}
        >
          {add}
        </Button>
      </div>
      {wrong && <div class="wrong">{wrong}</div>}
    </fieldset>
  );
}
