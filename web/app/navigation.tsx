import { Bell, CalendarClock, Gauge, Megaphone, Menu as MenuIcon, Settings, Siren, User } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { IconButton } from '../ui/button.tsx';
import { Avatar, nameOf } from '../ui/states.tsx';
import { useWords } from '../words/language.tsx';
import { isAdmin, useMe } from './session.tsx';
import { shellWords } from './words.ts';

interface Place {
  readonly href: string;
  readonly word: 'now' | 'alerts' | 'onCall' | 'communication' | 'configuration' | 'system' | 'me';
  readonly Icon: typeof Bell;
  readonly forAdmins?: boolean;
}

const places: readonly Place[] = [
  { href: '/', word: 'now', Icon: Siren },
  { href: '/alerts', word: 'alerts', Icon: Bell },
  { href: '/on-call', word: 'onCall', Icon: CalendarClock },
  { href: '/communication', word: 'communication', Icon: Megaphone },
  { href: '/configuration', word: 'configuration', Icon: Settings },
  { href: '/system', word: 'system', Icon: Gauge, forAdmins: true },
  { href: '/me', word: 'me', Icon: User },
];

/** Whether a path is within a place: `/alerts/7` is within `/alerts`, and only `/` within `/`. */
export const isWithin = (path: string, place: string): boolean =>
  path === place || (place !== '/' && path.startsWith(`${place}/`));

/** The places there are: at the side of a wide screen, below on a phone, where the less used ones are behind "more". */
export function Navigation() {
  const text = useWords(shellWords);
  const me = useMe();
  const { path } = useLocation();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => setOpen(false), [path]);
  const shown = places.filter(({ forAdmins }) => !forAdmins || isAdmin(me));
  return (
    <nav
      class={isOpen ? 'nav open' : 'nav'}
      aria-label={text.navigation}
      onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
    >
      <a class="brand" href="/">
        <img src="/bell.svg" alt="" width="28" height="28" />
        Tocsin
      </a>
      <ul>
        {shown.map(({ href, word, Icon }) => (
          <li key={href}>
            <a href={href} aria-current={isWithin(path, href) ? 'page' : undefined}>
              <Icon aria-hidden="true" />
              <span>{text[word]}</span>
            </a>
          </li>
        ))}
      </ul>
      <IconButton class="more" label={text.more} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <MenuIcon aria-hidden="true" />
        <span aria-hidden="true">{text.more}</span>
      </IconButton>
      <a class="who" href="/me" title={text.account}>
        <Avatar person={me} />
        <bdi class="one-line">{nameOf(me)}</bdi>
      </a>
    </nav>
  );
}
