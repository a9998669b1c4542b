import type { ComponentChildren, PartialInputHTMLAttributes, TextareaHTMLAttributes } from 'preact';
import { useId } from 'preact/hooks';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/language.tsx';
import { useFieldError } from './form.tsx';
import './field.css';

interface FieldProps {
  readonly label: string;
  /** Where its value stands in the body that is sent, `escalationRules.0.users`: what the API says of it is shown here. */
  readonly name?: string;
  readonly hint?: ComponentChildren;
  readonly optional?: boolean;
  /** Screen readers alone are told the label: what stands around says it. */
  readonly hideLabel?: boolean;
}

interface FrameProps extends FieldProps {
  readonly children: (attributes: {
    id: string;
    'aria-invalid': boolean;
    'aria-describedby': string | undefined;
  }) => ComponentChildren;
}

/** A label, what is entered, a hint, and what is wrong with it; for controls of one's own. */
export function Field({ label, name, hint, optional = false, hideLabel = false, children }: FrameProps) {
  const id = useId();
  const text = useWords(commonWords);
  const wrong = useFieldError(name);
  const described = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;
  return (
    <div class="field">
      <label for={id} class={hideLabel ? 'unseen' : ''}>
        {label}
        {optional && <span class="optional"> ({text.optional})</span>}
      </label>
      {children({ id, 'aria-invalid': wrong !== undefined, 'aria-describedby': described })}
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {wrong && (
        <div class="wrong" id={`${id}-wrong`}>
          {wrong}
        </div>
      )}
    </div>
  );
}

type Own = 'value' | 'onInput' | 'name' | 'label' | 'class' | 'role' | 'id' | `aria-${string}`;
type NativeInput = Omit<PartialInputHTMLAttributes<HTMLInputElement>, Own> & {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'date' | 'time' | 'datetime-local' | 'month' | 'color';
};
type NativeArea = Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, Own>;

interface TextProps {
  readonly value: string;
  readonly onInput: (value: string) => void;
  /** Written in a fixed width. */
  readonly code?: boolean;
}

/** What of a field's props its frame takes, and what is left for the control. */
const framed = <Props extends FieldProps>({ label, name, hint, optional, hideLabel, ...rest }: Props) => ({
  frame: { label, name, hint, optional, hideLabel } as FieldProps,
  rest,
});

type Entered = { readonly currentTarget: { readonly value: string } };

/** What every control has in which one writes. */
const written = ({ value, onInput, code = false, ...rest }: TextProps) => ({
  class: code ? 'input code' : 'input',
  dir: 'auto' as const,
  ...rest,
  value,
  onInput: (event: Entered) => onInput(event.currentTarget.value),
});

export function TextField(props: FieldProps & TextProps & NativeInput) {
  const { frame, rest } = framed(props);
  return (
    <Field {...frame}>
      {(attributes) => <input autoComplete="off" {...(written(rest) as object)} {...attributes} />}
    </Field>
  );
}

export function TextArea(props: FieldProps & TextProps & NativeArea) {
  const { frame, rest } = framed(props);
  return <Field {...frame}>{(attributes) => <textarea {...(written(rest) as object)} {...attributes} />}</Field>;
}

interface NumberProps {
  /** Undefined: nothing is entered. */
  readonly value: number | undefined;
  readonly onInput: (value: number | undefined) => void;
}

type NumberAttributes = Pick<NativeInput, 'min' | 'max' | 'step' | 'placeholder' | 'disabled' | 'required'>;

export function NumberField(props: FieldProps & NumberProps & NumberAttributes) {
  const { frame, rest } = framed(props);
  const { value, onInput, ...native } = rest;
  return (
    <Field {...frame}>
      {(attributes) => (
        <input
          class="input number"
          type="number"
          inputMode="numeric"
          {...native}
          {...attributes}
          value={value ?? ''}
          onInput={(event) => onInput(event.currentTarget.value === '' ? undefined : event.currentTarget.valueAsNumber)}
        />
      )}
    </Field>
  );
}

export interface Option<Value extends string> {
  readonly value: Value;
  readonly text: string;
  readonly disabled?: boolean;
}

interface ChoiceProps<Value extends string> {
  readonly value: Value;
  readonly onInput: (value: Value) => void;
  readonly options: readonly Option<Value>[];
  readonly disabled?: boolean;
}

export function SelectField<Value extends string>(props: FieldProps & ChoiceProps<Value>) {
  const { frame, rest } = framed(props);
  const { value, onInput, options, disabled } = rest;
  return (
    <Field {...frame}>
      {(attributes) => (
        <select
          class="input"
          {...attributes}
          disabled={disabled}
          value={value}
          onChange={(event) => onInput(event.currentTarget.value as Value)}
        >
          {options.map((one) => (
            <option key={one.value} value={one.value} disabled={one.disabled}>
              {one.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** A few choices side by side. */
export function SegmentField<Value extends string>({
  label,
  name,
  hint,
  value,
  onInput,
  options,
  hideLabel = false,
}: FieldProps & ChoiceProps<Value>) {
  const group = useId();
  const wrong = useFieldError(name);
  return (
    <fieldset class="field">
      <legend class={hideLabel ? 'unseen' : ''}>{label}</legend>
      <div class="segments">
        {options.map((one) => (
          <label key={one.value}>
            <input
              type="radio"
              name={group}
              value={one.value}
              checked={one.value === value}
              disabled={one.disabled}
              onChange={() => onInput(one.value)}
            />
            {one.text}
          </label>
        ))}
      </div>
      {hint && <div class="hint">{hint}</div>}
      {wrong && <div class="wrong">{wrong}</div>}
    </fieldset>
  );
}

interface CheckProps {
  readonly value: boolean;
  readonly onInput: (value: boolean) => void;
  readonly disabled?: boolean;
}

export function CheckField({ label, name, hint, value, onInput, disabled }: FieldProps & CheckProps) {
  const wrong = useFieldError(name);
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={value}
          disabled={disabled}
          aria-invalid={wrong !== undefined}
          onChange={(event) => onInput(event.currentTarget.checked)}
        />
        <span>
          {label}
          {hint && <span class="hint">{hint}</span>}
        </span>
      </label>
      {wrong && <div class="wrong">{wrong}</div>}
    </div>
  );
}

/** A time on a clock on the wall, `2026-11-29T14:05`, as `<input type="datetime-local">` has it; whose zone it is, the hint says. */
export const DateTimeField = (props: FieldProps & TextProps & { readonly min?: string; readonly max?: string }) => (
  <TextField {...props} type="datetime-local" />
);
