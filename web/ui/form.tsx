import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../client/error.ts';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/language.tsx';
import { Button } from './button.tsx';
import { Notice } from './states.tsx';
import './field.css';

interface FormState {
  readonly error?: ApiError | undefined;
  /** Fields tell their names, so that what belongs to none of them is said above. */
  readonly names: Set<string>;
}

const FormContext = createContext<FormState>({ names: new Set() });

/** `escalationRules[0].users` → `escalationRules.0.users`, as fields are named here. */
export const fieldName = (path: string): string => path.replaceAll(/\[(\d+)\]/g, '.$1');

/** Whether an error at a path is this field's: its own, or of something within it that has no field of its own. */
export const isFieldOf = (name: string, path: string): boolean => path === name || path.startsWith(`${name}.`);

/** The field that an error is shown at: the longest name that leads there. */
export const fieldFor = (names: Iterable<string>, path: string): string | undefined =>
  [...names].filter((name) => isFieldOf(name, path)).sort((a, b) => b.length - a.length)[0];

/** What the API says of a field of the form around it, by its path in the body. */
export function useFieldError(name: string | undefined): string | undefined {
  const { error, names } = useContext(FormContext);
  useEffect(() => {
    if (name === undefined) return undefined;
    names.add(name);
    return () => {
      names.delete(name);
    };
  }, [names, name]);
  const path = error?.field === undefined ? undefined : fieldName(error.field);
  if (name === undefined || path === undefined || fieldFor(names, path) !== name) return undefined;
  return error && fieldMessage(error, name);
}

/** What is said at a field: without the name that the API puts before it, but for what stands deeper than the field. */
export function fieldMessage({ field = '', message }: Pick<ApiError, 'field' | 'message'>, name: string): string {
  if (!message.startsWith(`${field}: `)) return message;
  const deeper = fieldName(field).slice(name.length + 1);
  const said = message.slice(field.length + 2);
  return deeper === '' ? said.charAt(0).toUpperCase() + said.slice(1) : `${deeper}: ${said}`;
}

interface FormProps {
  /** Sends it; an `ApiError` is shown at the field that it names. */
  readonly onSubmit: () => Promise<unknown>;
  readonly submit: string;
  readonly kind?: 'primary' | 'danger';
  readonly onCancel?: () => void;
  readonly disabled?: boolean;
  /** Beside the buttons. */
  readonly more?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** A form whose mistakes the API tells, each at its field; the first wrong field takes the focus. */
export function Form({ onSubmit, submit, kind = 'primary', onCancel, disabled = false, more, children }: FormProps) {
  const text = useWords(commonWords);
  const [error, setError] = useState<ApiError>();
  const [isBusy, setBusy] = useState(false);
  const [names] = useState(() => new Set<string>());
  const form = useRef<HTMLFormElement>(null);
  const path = error?.field === undefined ? undefined : fieldName(error.field);
  const isShown = path !== undefined && fieldFor(names, path) !== undefined;

  async function send(event: Event) {
    event.preventDefault();
    if (isBusy) return;
    setBusy(true);
    setError(undefined);
    try {
      await onSubmit();
    } catch (reason) {
      if (!(reason instanceof ApiError)) throw reason;
      setError(reason);
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
    } finally {
      setBusy(false);
    }
  }

  return (
    <FormContext.Provider value={{ error, names }}>
      <form ref={form} class="form" noValidate onSubmit={send}>
        {children}
        {error && !isShown && (
          <Notice tone="bad" live title={error.status === 0 ? text.unreachable : text.failed}>
            {error.status === 0 ? undefined : error.message}
          </Notice>
        )}
        <div class="row apart">
          <div class="row">{more}</div>
          <div class="buttons grow">
            {onCancel && <Button onClick={onCancel}>{text.cancel}</Button>}
            <Button type="submit" kind={kind} busy={isBusy} disabled={disabled}>
              {submit}
            </Button>
          </div>
        </div>
      </form>
    </FormContext.Provider>
  );
}
