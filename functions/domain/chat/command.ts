import { type Command, readCommand } from '../reply/command.ts';

/** What somebody types in a chat. */
export type ChatCommand =
  | { readonly kind: 'help' }
  /** Raises an alert, of these words. */
  | { readonly kind: 'raise'; readonly summary: string }
  /** Who is on call, for everything or for what has this in its name. */
  | { readonly kind: 'on-call'; readonly name: string }
  /** `alert` as it was typed: an id, or nothing. */
  | { readonly kind: 'answer'; readonly action: Command; readonly alert: string }
  | { readonly kind: 'link' }
  | { readonly kind: 'unlink' }
  | { readonly kind: 'unknown' };

const kinds: Readonly<Record<string, 'help' | 'raise' | 'on-call' | 'link' | 'unlink'>> = {
  help: 'help',
  hilfe: 'help',
  '?': 'help',
  alert: 'raise',
  alarm: 'raise',
  raise: 'raise',
  oncall: 'on-call',
  'on-call': 'on-call',
  bereitschaft: 'on-call',
  link: 'link',
  verknüpfen: 'link',
  verknuepfen: 'link',
  unlink: 'unlink',
  trennen: 'unlink',
};

/** Nobody says more of an alert in one line. */
const longest = 1_000;

/** What the words of a command ask for; nothing at all asks for help. `who` and `is` before `on call` are heard, too. */
export function chatCommandIn(text: string): ChatCommand {
  const words = text.split(/\s/).filter((word) => word !== '');
  const [first = 'help', ...rest] = words;
  const word = first.toLowerCase().replace(/^\//, '');
  const more = rest.join(' ').slice(0, longest);
  const kind = Object.hasOwn(kinds, word) ? kinds[word] : undefined;
  if (kind === 'raise') return { kind, summary: more };
  if (kind === 'on-call') return { kind, name: more };
  if (kind !== undefined) return { kind };
  const said = words.join(' ').toLowerCase();
  const asked = /^(?:who is |who's )?on call(?: for)? ?(.{0,200})$/.exec(said.replace(/\?$/, ''));
  if (asked) {
    const [, name = ''] = asked;
    return { kind: 'on-call', name: name.trim() };
  }
  const action = readCommand(word)?.command;
  return action === undefined || /\d/.test(word) ? { kind: 'unknown' } : { kind: 'answer', action, alert: more };
}

/** The id that somebody typed: `118…`, `#118…`, or an address that ends with it. */
export function alertIdIn(text: string): number | undefined {
  const id = Number(/^(?:.{0,500}[/#])?(\d{1,16})$/.exec(text.trim())?.[1]);
  return Number.isSafeInteger(id) && id > 0 ? id : undefined;
}
