export type Command =
  | 'next'
  | 'previous'
  | 'accept'
  | 'resolve'
  | 'escalate'
  | 'select'
  | 'selectAll'
  | 'search'
  | 'help'
  | 'leave';

/** What each key does in the list of alerts, in the order in which it is told. */
export const keyMap: readonly (readonly [Command, readonly string[]])[] = [
  ['next', ['j', 'ArrowDown']],
  ['previous', ['k', 'ArrowUp']],
  ['accept', ['a']],
  ['resolve', ['r']],
  ['escalate', ['e']],
  ['select', ['x']],
  ['selectAll', ['*']],
  ['search', ['/']],
  ['help', ['?']],
  ['leave', ['Escape']],
];

interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly defaultPrevented?: boolean;
}

/** Where the keys that one presses are text, or choose something. */
interface Place {
  readonly tagName: string;
  readonly type?: string;
  readonly isContentEditable?: boolean;
  /** Within a dialog or an open menu. */
  readonly isApart?: boolean;
}

/** Checkboxes take no text; a space alone is theirs. */
const isTyped = ({ tagName, type, isContentEditable = false }: Place): boolean =>
  isContentEditable ||
  tagName === 'TEXTAREA' ||
  tagName === 'SELECT' ||
  (tagName === 'INPUT' && type !== 'checkbox' && type !== 'radio');

/** The command that a key means there: none while somebody types, is in a dialog, or means a shortcut of the browser. */
export function commandFor(pressed: Pressed, place: Place): Command | undefined {
  if (pressed.ctrlKey || pressed.metaKey || pressed.altKey || pressed.defaultPrevented) return undefined;
  if (isTyped(place) || place.isApart) return undefined;
  return keyMap.find(([, keys]) => keys.includes(pressed.key))?.[0];
}

/** The row that comes next: the first one when none is chosen yet, and no further than the ends. */
export function step(from: number, by: 1 | -1, count: number): number {
  if (count === 0) return -1;
  if (from < 0) return by > 0 ? 0 : count - 1;
  return Math.min(Math.max(from + by, 0), count - 1);
}
