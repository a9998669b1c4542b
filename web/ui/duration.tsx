import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { type DurationUnit, durationUnits, secondsOf, splitDuration, unitName } from '../time/duration.ts';
import { useLanguage } from '../words/language.tsx';
import { Field } from './field.tsx';

interface DurationProps {
  readonly label: string;
  readonly name?: string;
  readonly hint?: ComponentChildren;
  readonly optional?: boolean;
  /** In seconds. */
  readonly value: number | undefined;
  readonly onInput: (seconds: number | undefined) => void;
  readonly units?: readonly DurationUnit[];
}

/** How long something takes: a number and its unit; what comes out are seconds. */
export function DurationField({
  value,
  onInput,
  units = ['second', 'minute', 'hour', 'day'],
  ...field
}: DurationProps) {
  const language = useLanguage();
  const [unit, setUnit] = useState<DurationUnit>(() => {
    const own = value === undefined ? undefined : splitDuration(value).unit;
    return own !== undefined && units.includes(own) ? own : (units[0] ?? 'second');
  });
  const size = secondsOf(unit);
  return (
    <Field {...field}>
      {(attributes) => (
        <span class="duration">
          <input
            class="input number"
            type="number"
            inputMode="numeric"
            min="0"
            {...attributes}
            value={value === undefined ? '' : value / size}
            onInput={(event) => {
              const { value: text, valueAsNumber } = event.currentTarget;
              onInput(text === '' ? undefined : Math.round(valueAsNumber * size));
            }}
          />
          <select
            class="input"
            aria-label={field.label}
            value={unit}
            onChange={(event) => {
              const next = event.currentTarget.value as DurationUnit;
              setUnit(next);
              if (value !== undefined) onInput((value / size) * secondsOf(next));
            }}
          >
            {durationUnits
              .filter(([one]) => units.includes(one))
              .map(([one]) => (
                <option key={one} value={one}>
                  {unitName(one, language)}
                </option>
              ))}
          </select>
        </span>
      )}
    </Field>
  );
}
