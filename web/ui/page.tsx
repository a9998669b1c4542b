import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './page.css';

export interface Crumb {
  readonly href: string;
  readonly text: string;
}

interface PageProps {
  /** Also the window's title. */
  readonly title: string;
  readonly lead?: ComponentChildren;
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ComponentChildren;
  readonly width?: 'usual' | 'wide' | 'narrow';
  readonly children: ComponentChildren;
}

/** A screen: names itself, and takes the focus when people come to it, so that screen readers tell where they are. */
export function Page({ title, lead, crumbs = [], actions, width = 'usual', children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Tocsin`;
  }, [title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <div class={`page ${width}`}>
      <header class="page-head">
        <div>
          {crumbs.length > 0 && (
            <nav>
              <ol class="crumbs">
                {crumbs.map(({ href, text }) => (
                  <li key={href}>
                    <a href={href}>{text}</a>
                  </li>
                ))}
              </ol>
            </nav>
          )}
          <h1 ref={heading} tabIndex={-1} dir="auto">
            {title}
          </h1>
          {lead && <div class="lead">{lead}</div>}
        </div>
        {actions && <div class="actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface CardProps {
  readonly title?: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** The body reaches the edges: lists and tables. */
  readonly flush?: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A part of a screen with a heading of its own. */
export const Card = ({ title, actions, flush = false, class: more = '', children }: CardProps) => (
  <section class={`card ${more}`}>
    {(title || actions) && (
      <div class="card-head">
        {title && <h2>{title}</h2>}
        {actions && <div class="row">{actions}</div>}
      </div>
    )}
    <div class={flush ? 'card-body flush' : 'card-body'}>{children}</div>
  </section>
);

/** Names and what they stand for; what is undefined, null or empty is left out. */
export const Facts = ({ of }: { readonly of: readonly (readonly [string, ComponentChildren])[] }) => (
  <dl class="facts">
    {of
      .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
      .map(([name, value]) => [
        <dt key={`${name} name`}>{name}</dt>,
        <dd key={name} dir="auto">
          {value}
        </dd>,
      ])}
  </dl>
);
