import { Check, Copy, Search } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { commonWords } from '../words/common.ts';
import { useWords } from '../words/language.tsx';
import { Button, IconButton } from './button.tsx';
import './field.css';
import './list.css';

interface RowProps {
  readonly href?: string;
  readonly lead?: ComponentChildren;
  readonly title: ComponentChildren;
  readonly children?: ComponentChildren;
  /** At the right: a state, buttons. */
  readonly end?: ComponentChildren;
}

/** One of a list: the whole row leads there, when it leads anywhere. */
export function Row({ href, lead, title, children, end }: RowProps) {
  const body = (
    <>
      {lead}
      <div class="grow">
        <div class="title" dir="auto">
          {title}
        </div>
        {children && <div class="faint small">{children}</div>}
      </div>
      {end && <div class="end">{end}</div>}
    </>
  );
  return (
    <li>
      {href === undefined ? (
        <div class="list-row">{body}</div>
      ) : (
        <a class="list-row" href={href}>
          {body}
        </a>
      )}
    </li>
  );
}

export const List = ({ children }: { readonly children: ComponentChildren }) => <ul class="list">{children}</ul>;

export interface Column<Item> {
  readonly title: string;
  readonly cell: (item: Item) => ComponentChildren;
}

interface TableProps<Item> {
  readonly caption: string;
  readonly columns: readonly Column<Item>[];
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string | number;
}

/** A table that scrolls by itself where it is wider than the screen. */
export const Table = <Item,>({ caption, columns, items, keyOf }: TableProps<Item>) => (
  <section class="table-wrap" aria-label={caption} tabIndex={0}>
    <table class="table">
      <caption class="unseen">{caption}</caption>
      <thead>
        <tr>
          {columns.map(({ title }) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={keyOf(item)}>
            {columns.map(({ title, cell }) => (
              <td key={title} dir="auto">
                {cell(item)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

export interface Tab {
  readonly href: string;
  readonly text: string;
}

/** Parts of one screen, each with an address of its own. */
export const Tabs = ({
  label,
  tabs,
  current,
}: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly current: string;
}) => {
  const bar = useRef<HTMLElement>(null);
  // On a phone the bar is wider than the screen.
  useEffect(() => {
    const chosen = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (bar.current && chosen) bar.current.scrollLeft = chosen.offsetLeft - bar.current.clientWidth / 3;
  }, [current]);
  return (
    <nav class="tabs" aria-label={label} ref={bar}>
      {tabs.map(({ href, text }) => (
        <a key={href} href={href} aria-current={href === current ? 'page' : undefined}>
          {text}
        </a>
      ))}
    </nav>
  );
};

/** Narrows a list down. */
export const SearchField = ({
  label,
  value,
  onInput,
}: {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
}) => (
  <div class="search">
    <Search aria-hidden="true" />
    <input
      class="input"
      type="search"
      aria-label={label}
      placeholder={label}
      value={value}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  </div>
);

function useCopy(text: string): readonly [boolean, () => Promise<void>] {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  };
  return [isCopied, copy];
}

/** Puts a text on the clipboard, and says that it did. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const words = useWords(commonWords);
  const [isCopied, copy] = useCopy(text);
  const Icon = isCopied ? Check : Copy;
  const said = isCopied ? words.copied : (label ?? words.copy);
  return label === undefined ? (
    <IconButton size="small" label={said} onClick={copy}>
      <Icon aria-hidden="true" />
    </IconButton>
  ) : (
    <Button size="small" icon={<Icon aria-hidden="true" />} onClick={copy}>
      {said}
    </Button>
  );
}

/** Something to be copied, or to be read as it is. */
export const CodeBlock = ({ text, label }: { readonly text: string; readonly label: string }) => (
  <div class="code-block">
    <section aria-label={label} tabIndex={0}>
      <pre>{text}</pre>
    </section>
    <CopyButton text={text} />
  </div>
);
