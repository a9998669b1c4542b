import { X } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../client/error.ts';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/language.tsx';
import { Button, IconButton } from './button.tsx';
import './dialog.css';

export interface Toast {
  readonly text: string;
  /** A second chance: what the button says, and what it does. */
  readonly action?: { readonly text: string; readonly run: () => unknown };
  /** Until somebody closes it, or takes the chance. */
  readonly stays?: boolean;
}

interface Shown extends Toast {
  readonly id: number;
}

let last = 0;
let shown: readonly Shown[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Shown[]): void {
  shown = next;
  for (const listener of listeners) listener();
}

const close = (id: number): void => set(shown.filter((one) => one.id !== id));

/** Says something in passing, for eight seconds: with a choice, a quarter of a minute. */
export function toast(said: Toast): void {
  last += 1;
  const id = last;
  set([...shown.slice(-2), { ...said, id }]);
  if (said.stays !== true) setTimeout(() => close(id), said.action ? 15_000 : 8_000);
}

/** Says why something did not work. */
export const toastError = (error: unknown, text: string): void =>
  toast({ text: error instanceof ApiError && error.status > 0 ? `${text}: ${error.message}` : text });

/** Where they are shown: once, in the shell. */
export function Toasts() {
  const [, update] = useState(0);
  const words = useWords(commonWords);
  useEffect(() => {
    const listener = () => update((count) => count + 1);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map(({ id, text, action }) => (
        <div class="toast" key={id}>
          <span dir="auto">{text}</span>
          {action && (
            <Button
              kind="quiet"
              size="small"
              onClick={() => {
                close(id);
                action.run();
              }}
            >
              {action.text}
            </Button>
          )}
          <IconButton size="small" label={words.close} onClick={() => close(id)}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
    </div>
  );
}
