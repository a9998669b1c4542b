import { Check, ChevronDown, X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ApiError } from '../client/error.ts';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/language.tsx';
import { IconButton } from './button.tsx';
import { matching } from './match.ts';
import { pickWords } from './pick-words.ts';
import './pick.css';

export interface Choice {
  readonly key: string;
  readonly text: string;
  /** Said beside it, and searched too. */
  readonly note?: string | undefined;
  readonly lead?: ComponentChildren;
  readonly disabled?: boolean;
}

export interface Choices {
  /** Undefined until they are loaded. */
  readonly choices: readonly Choice[] | undefined;
  readonly error?: ApiError | undefined;
  /** People are about to look: time to load them. */
  readonly onWanted?: () => void;
}

interface ComboboxProps extends Choices {
  readonly attributes: { id: string; 'aria-invalid': boolean; 'aria-describedby': string | undefined };
  /** What stands in the field while nobody searches. */
  readonly value: string;
  readonly chosen: readonly string[];
  readonly onChoose: (choice: Choice) => void;
  readonly onClear?: (() => void) | undefined;
  /** Backspace where nothing is written. */
  readonly onBack?: (() => void) | undefined;
  readonly placeholder: string;
  readonly staysOpen?: boolean;
  readonly disabled?: boolean | undefined;
}

/** As many as are drawn at once; whoever has more to choose from types. */
const mostShown = 100;

/** A field that searches a list of choices: an editable combobox with a listbox, after the ARIA practices. */
export function Combobox(props: ComboboxProps) {
  const {
    attributes,
    value,
    choices,
    error,
    chosen,
    onChoose,
    onClear,
    onBack,
    placeholder,
    staysOpen = false,
  } = props;
  const text = useWords(pickWords);
  const list = useId();
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState<string>();
  const [active, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const found = useMemo(
    () => matching(choices ?? [], search ?? '', (choice) => [choice.text, choice.note]),
    [choices, search],
  );
  const shown = found.slice(0, mostShown);
  const current = isOpen ? shown[active] : undefined;

  usePlace(isOpen, box, popover, shown.length);
  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, isOpen]);

  const open = () => {
    if (props.disabled) return;
    props.onWanted?.();
    if (!isOpen)
      setActive(
        Math.max(
          shown.findIndex(({ key }) => chosen.includes(key)),
          0,
        ),
      );
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    setSearch(undefined);
  };
  const choose = (choice: Choice | undefined) => {
    if (choice === undefined || choice.disabled) return;
    onChoose(choice);
    setSearch(undefined);
    if (!staysOpen) close();
  };
  const step = (by: number) => {
    if (!isOpen) return open();
    setActive((at) => (at + by + shown.length) % Math.max(shown.length, 1));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') step(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'PageDown' || event.key === 'PageUp')
      setActive((at) => Math.min(Math.max(at + (event.key === 'PageDown' ? 8 : -8), 0), Math.max(shown.length - 1, 0)));
    else if (event.key === 'Enter' && isOpen) choose(current);
    else if (event.key === 'Escape' && isOpen) {
      close();
      event.stopPropagation();
    } else if (event.key === 'Backspace' && (search ?? value) === '' && onBack) {
      onBack();
      return;
    } else {
      if (event.key === 'Tab') close();
      return;
    }
    event.preventDefault();
  };

  return (
    <div
      class="pick-box"
      ref={box}
      onFocusOut={(event) => {
        if (!box.current?.contains(event.relatedTarget as Node | null)) close();
      }}
    >
      <input
        ref={input}
        class="input"
        dir="auto"
        role="combobox"
        autoComplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen}
        aria-controls={list}
        aria-activedescendant={current && `${list}-${active}`}
        {...attributes}
        disabled={props.disabled}
        placeholder={placeholder}
        value={search ?? value}
        onClick={open}
        onKeyDown={onKeyDown}
        onInput={(event) => {
          setSearch(event.currentTarget.value);
          setActive(0);
          open();
        }}
      />
      <span class="pick-ends">
        {onClear && value !== '' && !props.disabled && (
          <IconButton
            size="small"
            label={text.clear}
            onClick={() => {
              onClear();
              setSearch(undefined);
              input.current?.focus();
            }}
          >
            <X aria-hidden="true" />
          </IconButton>
        )}
        <button
          type="button"
          class="pick-open"
          tabIndex={-1}
          aria-label={text.open}
          disabled={props.disabled}
          onClick={() => {
            if (isOpen) return close();
            input.current?.focus();
            open();
          }}
        >
          <ChevronDown aria-hidden="true" />
        </button>
      </span>
      <div ref={popover} class="pick-list" popover="manual">
        <div id={list} role="listbox" aria-label={placeholder} aria-multiselectable={staysOpen || undefined}>
          {isOpen &&
            shown.map((choice, at) => (
              <OptionRow
                key={choice.key}
                id={`${list}-${at}`}
                choice={choice}
                isActive={at === active}
                isChosen={chosen.includes(choice.key)}
                onPoint={() => setActive(at)}
                onChoose={() => choose(choice)}
              />
            ))}
        </div>
        <Said error={error} isLoaded={choices !== undefined} all={choices?.length ?? 0} found={found.length} />
      </div>
      <span class="unseen" role="status">
        {isOpen && choices !== undefined && (found.length === 0 ? text.none : text.count(found.length))}
      </span>
    </div>
  );
}

function Said(props: {
  readonly error: ApiError | undefined;
  readonly isLoaded: boolean;
  readonly all: number;
  readonly found: number;
}) {
  const text = useWords(pickWords);
  const common = useWords(commonWords);
  const { error, isLoaded, all, found } = props;
  const said = !isLoaded
    ? error === undefined
      ? common.loading
      : text.failed
    : all === 0
      ? text.empty
      : found === 0
        ? text.none
        : found > mostShown
          ? text.further(found - mostShown)
          : undefined;
  return said === undefined ? null : <p class="pick-said">{said}</p>;
}

function OptionRow(props: {
  readonly id: string;
  readonly choice: Choice;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onPoint: () => void;
  readonly onChoose: () => void;
}) {
  const { id, choice, isActive, isChosen } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys come through the field, which keeps the focus
    // biome-ignore lint/a11y/useFocusableInteractive: the field tells which option is the active one
    <div
      id={id}
      role="option"
      class={isActive ? 'pick-option active' : 'pick-option'}
      aria-selected={isChosen}
      aria-disabled={choice.disabled}
      onPointerMove={props.onPoint}
      onMouseDown={(event) => event.preventDefault()}
      onClick={props.onChoose}
    >
      {choice.lead}
      <span class="grow" dir="auto">
        {choice.text}
        {choice.note && <span class="pick-note">{choice.note}</span>}
      </span>
      {isChosen && <Check aria-hidden="true" />}
    </div>
  );
}

/** Holds the list at its field while it is open, above it where there is no room below. */
function usePlace(
  isOpen: boolean,
  box: { readonly current: HTMLElement | null },
  popover: { readonly current: HTMLElement | null },
  count: number,
): void {
  useLayoutEffect(() => {
    const list = popover.current;
    if (!isOpen || !list) return undefined;
    list.showPopover();
    const place = () => {
      const edge = box.current?.getBoundingClientRect();
      if (!edge) return;
      const view = window.visualViewport?.height ?? window.innerHeight;
      const below = view - edge.bottom - 12;
      const isBelow = below >= Math.min(260, list.scrollHeight) || below >= edge.top;
      list.style.width = `${edge.width}px`;
      list.style.left = `${edge.left}px`;
      list.style.maxHeight = `${Math.min(340, (isBelow ? below : edge.top - 12) - 4)}px`;
      list.style.top = isBelow ? `${edge.bottom + 4}px` : 'auto';
      list.style.bottom = isBelow ? 'auto' : `${window.innerHeight - edge.top + 4}px`;
    };
    place();
    window.addEventListener('scroll', place, true);
    window.addEventListener('resize', place);
    return () => {
      window.removeEventListener('scroll', place, true);
      window.removeEventListener('resize', place);
      if (list.matches(':popover-open')) list.hidePopover();
    };
  }, [isOpen, count === 0]);
}
