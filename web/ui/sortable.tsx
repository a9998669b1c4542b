import { ArrowDown, ArrowUp, GripVertical } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useWords } from '../words/language.tsx';
import { IconButton } from './button.tsx';
import { moved } from './match.ts';
import { pickWords } from './pick-words.ts';
import './pick.css';

interface SortableProps<Item> {
  readonly items: readonly Item[];
  readonly onSort: (items: readonly Item[]) => void;
  readonly keyOf: (item: Item) => string | number;
  /** What an entry is called in the labels of its buttons. */
  readonly nameOf: (item: Item, at: number) => string;
  readonly children: (item: Item, at: number) => ComponentChildren;
  /** Further buttons of an entry. */
  readonly end?: (item: Item, at: number) => ComponentChildren;
  readonly class?: string;
}

/** A list whose order matters: its entries are dragged by their grips, or moved by buttons. */
export function Sortable<Item>({ items, onSort, keyOf, nameOf, children, end, class: more = '' }: SortableProps<Item>) {
  const text = useWords(pickWords);
  const list = useRef<HTMLOListElement>(null);
  const latest = useRef({ items, onSort });
  latest.current = { items, onSort };
  const [dragged, setDragged] = useState<string | number>();
  const [said, setSaid] = useState('');

  const move = (from: number, to: number) => {
    const item = latest.current.items[from];
    if (item === undefined || to < 0 || to >= latest.current.items.length) return;
    latest.current.onSort(moved(latest.current.items, from, to));
    setSaid(text.place(nameOf(item, from), to + 1, latest.current.items.length));
  };

  useEffect(() => {
    if (dragged === undefined) return undefined;
    const onMove = (event: PointerEvent) => {
      const from = latest.current.items.findIndex((item) => keyOf(item) === dragged);
      const rows = [...(list.current?.children ?? [])].map((row) => row.getBoundingClientRect());
      const to = placeAt(rows, from, event.clientY);
      if (to !== from) move(from, to);
    };
    const stop = () => setDragged(undefined);
    window.addEventListener('pointermove', onMove);
    window.addEventListener('pointerup', stop);
    window.addEventListener('pointercancel', stop);
    return () => {
      window.removeEventListener('pointermove', onMove);
      window.removeEventListener('pointerup', stop);
      window.removeEventListener('pointercancel', stop);
    };
  }, [dragged]);

  return (
    <>
      <ol class={`sortable ${more}`} ref={list}>
        {items.map((item, at) => (
          <li key={keyOf(item)} class={keyOf(item) === dragged ? 'sortable-row dragged' : 'sortable-row'}>
            <span
              class="sortable-grip"
              title={text.drag(nameOf(item, at))}
              onPointerDown={(event) => {
                event.preventDefault();
                setDragged(keyOf(item));
              }}
            >
              <GripVertical aria-hidden="true" />
            </span>
            <div class="grow">{children(item, at)}</div>
            <span class="sortable-moves">
              <IconButton
                size="small"
                label={text.up(nameOf(item, at))}
                disabled={at === 0}
                onClick={() => move(at, at - 1)}
              >
                <ArrowUp aria-hidden="true" />
              </IconButton>
              <IconButton
                size="small"
                label={text.down(nameOf(item, at))}
                disabled={at === items.length - 1}
                onClick={() => move(at, at + 1)}
              >
                <ArrowDown aria-hidden="true" />
              </IconButton>
              {end?.(item, at)}
            </span>
          </li>
        ))}
      </ol>
      <span class="unseen" role="status">
        {said}
      </span>
    </>
  );
}

/** The place among rows for what is dragged to a height: past the middle of a neighbour it takes the neighbour's place. */
export function placeAt(
  rows: readonly { readonly top: number; readonly height: number }[],
  from: number,
  y: number,
): number {
  let to = from;
  rows.forEach(({ top, height }, at) => {
    const middle = top + height / 2;
    if (at < from && y < middle) to = Math.min(to, at);
    if (at > from && y > middle) to = Math.max(to, at);
  });
  return to;
}
