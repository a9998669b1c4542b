import { useState } from 'preact/hooks';
import type { Api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { differences } from './differences.ts';
import { Differences } from './differences-table.tsx';
import type { Id } from './resource.ts';
import { frameworkWords } from './words.ts';

interface Props {
  readonly entity: string;
  readonly id: Id;
  readonly fields: Readonly<Record<string, string>>;
}

/** Who changed what of one thing, the newest first; read when somebody wants to know. */
export function History(props: Props) {
  const { history } = useWords(frameworkWords);
  const [isOpen, setOpen] = useState(false);
  return (
    <details class="card configuration-history" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{history}</summary>
      {isOpen && <Entries {...props} />}
    </details>
  );
}

const first = 10;

function Entries({ entity, id, fields }: Props) {
  const text = useWords(frameworkWords);
  const [count, setCount] = useState(first);
  const entries = useGet('/audit-log', {
    params: { query: { entity, 'entity-id': String(id), 'max-results': count } },
  });
  return (
    <Loaded of={entries} lines={2}>
      {(all) =>
        all.length === 0 ? (
          <p class="configuration-pad faint">{text.historyNone}</p>
        ) : (
          <>
            <ol class="audit">
              {all.map((entry) => (
                <HistoryEntry key={entry.id} entry={entry} fields={fields} />
              ))}
            </ol>
            {all.length === count && count < 100 && (
              <div class="configuration-more">
                <Button onClick={() => setCount(100)}>{text.historyMore}</Button>
              </div>
            )}
          </>
        )
      }
    </Loaded>
  );
}

function HistoryEntry({ entry, fields }: { readonly entry: Api<'AuditEntry'>; readonly fields: Props['fields'] }) {
  const text = useWords(frameworkWords);
  const verb = entry.action.split(':')[1] ?? entry.action;
  const changes = entry.before && entry.after ? differences(entry.before, entry.after) : [];
  return (
    <li>
      <p>
        <strong dir="auto">{entry.actor.name}</strong> {text.action[verb] ?? verb}{' '}
        <span class="faint">
          <Ago at={entry.at} />
        </span>
      </p>
      {changes.length > 0 && <Differences of={changes} fields={fields} before={text.was} after={text.is} />}
    </li>
  );
}
