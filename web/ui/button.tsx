import type { ButtonHTMLAttributes, ComponentChildren, PartialAnchorHTMLAttributes } from 'preact';
import './button.css';

export type ButtonKind = 'primary' | 'plain' | 'quiet' | 'danger' | 'good';

interface Look {
  readonly kind?: ButtonKind;
  readonly size?: 'small' | 'usual';
  readonly icon?: ComponentChildren;
}

const classOf = ({ kind = 'plain', size = 'usual' }: Look, ...more: readonly (string | false | undefined)[]): string =>
  ['button', kind, size === 'small' && 'small', ...more].filter(Boolean).join(' ');

type ButtonProps = Look &
  Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'size'> & {
    /** Its work is under way: pressing it again does nothing. */
    readonly busy?: boolean;
  };

/** A button; `primary` at most once on a screen. */
export function Button({
  kind,
  size,
  icon,
  busy = false,
  class: more,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <button
      type={type}
      {...rest}
      aria-busy={busy}
      disabled={rest.disabled || busy}
      class={classOf({ kind, size }, busy && 'busy', String(more ?? ''))}
    >
      {icon}
      {children}
    </button>
  );
}

type IconButtonProps = Omit<ButtonProps, 'icon' | 'children'> & {
  readonly label: string;
  readonly children: ComponentChildren;
};

/** A button that shows a picture alone; its label is for everybody who points or listens. */
export const IconButton = ({ label, kind = 'quiet', children, class: more, ...rest }: IconButtonProps) => (
  <Button {...rest} kind={kind} class={`icon ${more ?? ''}`} aria-label={label} title={label}>
    {children}
  </Button>
);

type LinkButtonProps = Look &
  Omit<PartialAnchorHTMLAttributes<HTMLAnchorElement>, 'icon' | 'size' | 'role'> & { readonly href: string };

/** A link that looks like a button. */
export const LinkButton = ({ kind, size, icon, class: more, children, ...rest }: LinkButtonProps) => (
  <a {...rest} class={classOf({ kind, size }, String(more ?? ''))}>
    {icon}
    {children}
  </a>
);
