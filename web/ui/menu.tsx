import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { Button, type ButtonKind } from './button.tsx';
import './dialog.css';

export interface MenuItem {
  readonly text: string;
  readonly icon?: ComponentChildren;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  readonly href?: string;
  readonly onClick?: () => unknown;
}

interface MenuProps {
  /** What the button is for; shown unless there is an icon alone. */
  readonly label: string;
  readonly icon?: ComponentChildren;
  readonly iconOnly?: boolean;
  readonly kind?: ButtonKind;
  readonly size?: 'small' | 'usual';
  readonly items: readonly (MenuItem | false | undefined)[];
}

/** A button that opens further choices: a native popover, so that Escape and a press elsewhere close it. */
export function Menu({ label, icon, iconOnly = false, kind = 'plain', size = 'usual', items }: MenuProps) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLSpanElement>(null);
  const place = () => {
    const edge = button.current?.getBoundingClientRect();
    const popover = list.current;
    if (!edge || !popover) return;
    const { width, height } = popover.getBoundingClientRect();
    const below = edge.bottom + 4 + height < window.innerHeight || edge.top < height;
    popover.style.top = `${below ? edge.bottom + 4 : edge.top - height - 4}px`;
    popover.style.left = `${Math.max(12, Math.min(edge.right - width, window.innerWidth - width - 12))}px`;
    popover.querySelector<HTMLElement>('button:not([disabled]), a')?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const all = [...(list.current?.querySelectorAll<HTMLElement>('button:not([disabled]), a') ?? [])];
    all.at((all.indexOf(document.activeElement as HTMLElement) + step) % all.length)?.focus();
  };
  const shut = () => list.current?.hidePopover();
  return (
    <span class="menu" ref={button}>
      <Button
        kind={kind}
        size={size}
        popoverTarget={id}
        class={iconOnly ? 'icon' : ''}
        aria-label={iconOnly ? label : undefined}
        title={iconOnly ? label : undefined}
      >
        {icon}
        {!iconOnly && label}
      </Button>
      <div
        id={id}
        ref={list}
        class="menu-list"
        role="menu"
        aria-label={label}
        popover="auto"
        onToggle={(event) => event.newState === 'open' && place()}
        onKeyDown={onKeyDown}
      >
        {items.map(
          (item) =>
            item &&
            (item.href === undefined ? (
              <button
                key={item.text}
                type="button"
                role="menuitem"
                class={item.danger ? 'danger' : ''}
                disabled={item.disabled}
                onClick={() => {
                  shut();
                  item.onClick?.();
                }}
              >
                {item.icon}
                {item.text}
              </button>
            ) : (
              <a key={item.text} role="menuitem" href={item.href} onClick={shut}>
                {item.icon}
                {item.text}
              </a>
            )),
        )}
      </div>
    </span>
  );
}
