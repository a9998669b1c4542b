import { useState } from 'preact/hooks';
import { useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';
import { Written } from './parts.tsx';
import { shortened } from './text.ts';

/** What is deeper is shown as the text that it is. */
const deepest = 8;
/** So many members of one are drawn. */
const mostMembers = 200;

/** Members within members, opened one by one. */
export function Tree({ value, depth = 0 }: { readonly value: object; readonly depth?: number }) {
  const members = Object.entries(value).slice(0, mostMembers);
  return (
    <ul class="alert-tree">
      {members.map(([name, member]) => (
        <li key={name}>
          <Member name={name} value={member} depth={depth} />
        </li>
      ))}
    </ul>
  );
}

function Member({ name, value, depth }: { readonly name: string; readonly value: unknown; readonly depth: number }) {
  const text = useWords(alertWords);
  const [isOpen, setOpen] = useState(depth === 0);
  const label = <bdi class="alert-tree-name">{shortened(name, 120)}</bdi>;
  if (typeof value === 'object' && value !== null && depth < deepest)
    return (
      <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          {label} <span class="faint small">{text.items(Object.keys(value).length)}</span>
        </summary>
        {isOpen && <Tree value={value} depth={depth + 1} />}
      </details>
    );
  return (
    <div class="alert-tree-leaf">
      {label}
      <Written text={typeof value === 'string' ? value : JSON.stringify(value)} />
    </div>
  );
}
