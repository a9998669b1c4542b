import { Dialog } from '../../ui/dialog.tsx';
import { useWords } from '../../words/language.tsx';
import { keyMap } from './keys.ts';
import { listWords } from './list-words.ts';

const signs: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc' };

/** What each key does. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  const text = useWords(listWords);
  const rows = [...keyMap, ['open', ['Enter']] as const];
  return (
    <Dialog title={text.keys} onClose={onClose}>
      <p class="faint">{text.keysWhy}</p>
      <dl class="alerts-keys">
        {rows.map(([command, keys]) => [
          <dt key={`${command} keys`}>
            {keys.map((key) => (
              <kbd key={key}>{signs[key] ?? key}</kbd>
            ))}
          </dt>,
          <dd key={command}>{text.commands[command]}</dd>,
        ])}
      </dl>
    </Dialog>
  );
}
