import { useEffect, useRef } from 'preact/hooks';
import { type Command, commandFor } from './keys.ts';

/** Calls back for keys that mean a command where they are pressed. */
export function useKeys(onCommand: (command: Command, event: KeyboardEvent) => void): void {
  const latest = useRef(onCommand);
  latest.current = onCommand;
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const place = event.target instanceof HTMLElement ? event.target : document.body;
      const isApart = place.closest('dialog, [popover]') !== null || document.querySelector('dialog[open]') !== null;
      const { tagName, isContentEditable } = place;
      const type = place.getAttribute('type') ?? '';
      const command = commandFor(event, { tagName, type, isContentEditable, isApart });
      if (command !== undefined) latest.current(command, event);
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, []);
}
