import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import type { ApiError } from '../client/error.ts';
import type { Got } from '../client/query.ts';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/language.tsx';
import { Button } from './button.tsx';
import './states.css';

/** How something is: never told by its colour alone. */
export type Tone = 'none' | 'ok' | 'info' | 'warn' | 'high' | 'bad';

export const Badge = ({
  tone = 'none',
  icon,
  children,
}: {
  readonly tone?: Tone;
  readonly icon?: ComponentChildren;
  readonly children: ComponentChildren;
}) => (
  <span class={`badge tone-${tone}`}>
    {icon}
    {children}
  </span>
);

const noticeIcon = {
  none: Info,
  ok: CircleCheck,
  info: Info,
  warn: TriangleAlert,
  high: TriangleAlert,
  bad: CircleAlert,
};

interface NoticeProps {
  readonly tone?: Tone;
  readonly title?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly children?: ComponentChildren;
  /** It came while people were looking: screen readers say it at once. */
  readonly live?: boolean;
}

/** Something to know before going on. */
export function Notice({ tone = 'info', title, actions, children, live = false }: NoticeProps) {
  const Icon = noticeIcon[tone];
  return (
    <div class={`notice tone-${tone}`} role={live ? 'alert' : undefined}>
      <Icon aria-hidden="true" />
      <div>
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
        {actions && <div class="row">{actions}</div>}
      </div>
    </div>
  );
}

interface EmptyProps {
  readonly icon?: ComponentChildren;
  readonly title: string;
  readonly children?: ComponentChildren;
  readonly actions?: ComponentChildren;
}

/** Where there is nothing yet: says what would stand here, and how it comes. */
export const Empty = ({ icon, title, children, actions }: EmptyProps) => (
  <div class="empty">
    {icon}
    <p class="empty-title">{title}</p>
    {children && <p>{children}</p>}
    {actions && <div class="row">{actions}</div>}
  </div>
);

/** While the first answer is on its way. */
export const Loading = ({ lines = 4 }: { readonly lines?: number }) => {
  const { loading } = useWords(commonWords);
  return (
    <div class="skeleton" role="status" aria-label={loading}>
      {Array.from({ length: lines }, (_, line) => (
        <i key={line} />
      ))}
    </div>
  );
};

/** Why something is not shown. */
export function Failure({ error, retry }: { readonly error: ApiError; readonly retry?: () => unknown }) {
  const text = useWords(commonWords);
  const said =
    error.status === 0
      ? text.unreachable
      : error.status === 403
        ? text.notAllowed
        : error.status === 404
          ? text.notThere
          : error.message;
  return (
    <Notice
      tone={error.status === 0 ? 'warn' : 'bad'}
      live
      actions={
        retry && (
          <Button size="small" onClick={() => retry()}>
            {text.tryAgain}
          </Button>
        )
      }
    >
      {said}
    </Notice>
  );
}

/** What was read, when it is there: until then a skeleton, without it the reason. What is known stays when asking again fails. */
export function Loaded<Body>({
  of,
  lines,
  children,
}: {
  readonly of: Got<Body>;
  readonly lines?: number;
  readonly children: (data: Body) => ComponentChildren;
}) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error !== undefined) return <Failure error={of.error} retry={of.reload} />;
  return <Loading lines={lines} />;
}

interface Named {
  readonly id: number;
  readonly firstName?: string;
  readonly lastName?: string;
}

/** How a person is called, where perhaps only their number is known. */
export const nameOf = ({ id, firstName, lastName }: Named): string =>
  [firstName, lastName].filter(Boolean).join(' ') || `#${id}`;

/** The first letters of somebody's names; each person has a colour of their own. */
export function Avatar({ person }: { readonly person: Named }) {
  const letters = nameOf(person)
    .split(/\s+/)
    .map((part) => [...part][0] ?? '');
  return (
    <span class="avatar" aria-hidden="true" style={{ '--hue': String((person.id * 137) % 360) }}>
      {[letters[0], letters.length > 1 ? letters.at(-1) : ''].join('').toUpperCase()}
    </span>
  );
}

export const Person = ({ person }: { readonly person: Named }) => (
  <span class="row person">
    <Avatar person={person} />
    <bdi>{nameOf(person)}</bdi>
  </span>
);
