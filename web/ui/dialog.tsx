import { X } from 'lucide-preact';
import { type ComponentChildren, render } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { commonWords } from '../words/common.ts';
import { type Language, LanguageProvider, useLanguage, useWords } from '../words/language.tsx';
import { Button, IconButton } from './button.tsx';
import './dialog.css';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly width?: 'usual' | 'wide';
  readonly children: ComponentChildren;
}

/** A dialog over the screen, there as long as it is rendered. Escape and the cross close it; the focus goes back to where it came from. */
export function Dialog({ title, onClose, width = 'usual', children }: DialogProps) {
  const element = useRef<HTMLDialogElement>(null);
  const text = useWords(commonWords);
  const heading = useId();
  useEffect(() => {
    const before = document.activeElement;
    element.current?.showModal();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={element}
      class={`dialog ${width}`}
      aria-labelledby={heading}
      onCancel={(event) => {
        if (event.target !== element.current) return;
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={heading} dir="auto">
          {title}
        </h2>
        <IconButton label={text.close} onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <div class="dialog-body stack">{children}</div>
    </dialog>
  );
}

export interface Question {
  readonly title: string;
  readonly text?: ComponentChildren;
  /** What the button that does it says. */
  readonly yes: string;
  readonly danger?: boolean;
}

/** Asks before something that cannot be undone: `if (await ask({ … })) …`. */
export type Ask = (question: Question) => Promise<boolean>;

export function useAsk(): Ask {
  const language = useLanguage();
  return (question) => askIn(language, question);
}

function askIn(language: Language, { title, text, yes, danger = false }: Question): Promise<boolean> {
  const place = document.body.appendChild(document.createElement('div'));
  return new Promise((resolve) => {
    const answer = (value: boolean) => {
      render(null, place);
      place.remove();
      resolve(value);
    };
    render(
      <LanguageProvider value={language}>
        <Dialog title={title} onClose={() => answer(false)}>
          {text && <div>{text}</div>}
          <Choices yes={yes} danger={danger} answer={answer} />
        </Dialog>
      </LanguageProvider>,
      place,
    );
  });
}

function Choices({
  yes,
  danger,
  answer,
}: {
  readonly yes: string;
  readonly danger: boolean;
  readonly answer: (value: boolean) => void;
}) {
  const text = useWords(commonWords);
  return (
    <div class="buttons">
      <Button onClick={() => answer(false)}>{text.cancel}</Button>
      <Button kind={danger ? 'danger' : 'primary'} onClick={() => answer(true)}>
        {yes}
      </Button>
    </div>
  );
}
