import { type ComponentChildren, Fragment } from 'preact';
import { TextArea } from '../../../ui/field.tsx';
import { useWords } from '../../../words/language.tsx';
import { useCheck } from './use-check.ts';
import { Verdict } from './verdict.tsx';
import { conditionWords } from './words.ts';

interface FieldProps {
  readonly label: string;
  readonly name?: string;
  readonly hint?: ComponentChildren;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly disabled?: boolean;
  /** Words that may stand in the place of a condition. */
  readonly allowed?: readonly string[];
  readonly optional?: boolean;
  readonly placeholder?: string;
  readonly children?: ComponentChildren;
}

/** A condition, read while it is written. */
export function ConditionField({ value, onInput, disabled = false, allowed, children, ...field }: FieldProps) {
  const check = useCheck(value, allowed);
  return (
    <div class="stack tight">
      <TextArea {...field} code rows={2} spellcheck={false} disabled={disabled} value={value} onInput={onInput} />
      <Verdict check={check} />
      {check !== undefined && check.problem === undefined && children}
    </div>
  );
}

const examples = [
  ["event.severity > 2 and event.labels.team == 'shop'", 'exampleSeverity'],
  ["event.summary contains 'disk' and event.details not contains 'staging'", 'exampleText'],
  ["event.customDetails['host name'] starts_with 'db-'", 'exampleBody'],
  ['now is_in {"id": 1, "type": "SUPPORT_HOUR"}', 'exampleHours'],
  ['trigger_count.10m >= 3', 'exampleCount'],
] as const;

/** A few conditions to begin with. */
export function ConditionHelp() {
  const text = useWords(conditionWords);
  return (
    <details class="condition-help">
      <summary>{text.help}</summary>
      <dl>
        {examples.map(([example, word]) => (
          <Fragment key={word}>
            <dt>
              <code>{example}</code>
            </dt>
            <dd class="faint">{text[word]}</dd>
          </Fragment>
        ))}
      </dl>
    </details>
  );
}
