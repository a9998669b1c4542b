import { Ago } from '../../time/now.tsx';
import { Notice } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { onCallWords } from './words.ts';

interface Status {
  readonly fetchedAt: string | null;
  readonly error: string | null;
  readonly unreadable: number;
  readonly problems?: readonly { readonly line: number; readonly event?: string; readonly message: string }[];
  readonly unknownPeople?: readonly string[];
}

/** How the import of a calendar fares: what could not be read, and who is not known here. */
export function CalendarStatus({ status }: { readonly status: Status }) {
  const text = useWords(onCallWords);
  const { fetchedAt, error, unreadable, problems = [], unknownPeople = [] } = status;
  const isFine = error === null && unreadable === 0 && unknownPeople.length === 0;
  return (
    <Notice tone={error !== null ? 'bad' : isFine ? 'info' : 'warn'} title={text.calendarState}>
      {error !== null && (
        <p>
          {text.importFailed} <span dir="auto">{error}</span>
        </p>
      )}
      <p>
        {fetchedAt === null ? (
          text.neverFetched
        ) : (
          <>
            {text.fetched} <Ago at={fetchedAt} />
          </>
        )}
      </p>
      {unreadable > 0 && (
        <details class="on-call-problems">
          <summary>{text.unreadable(unreadable)}</summary>
          <ul>
            {problems.map(({ line, event, message }) => (
              <li key={`${line} ${message}`} dir="auto">
                {event && <strong>{event}: </strong>}
                {message} <span class="faint">({text.line(line)})</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {unknownPeople.length > 0 && (
        <p>
          {text.unknownPeople}: <bdi>{unknownPeople.join(', ')}</bdi>
        </p>
      )}
    </Notice>
  );
}
