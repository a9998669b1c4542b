import { Inbox } from 'lucide-preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { ApiError } from '../../../client/error.ts';
import { serverNow } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { SearchField } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { type EventPage, type EventsOf, readEvents } from './read.ts';
import { EventRow } from './row.tsx';
import { effects, noEffects } from './summary.ts';
import { eventWords } from './words.ts';
import './events.css';

const days = { day: 1, week: 7, month: 31, quarter: 90 } as const;
type Span = keyof typeof days;

/** What came in, what became of it and why; filters stand in the address. */
export function EventExplorer({ of }: { readonly of: EventsOf }) {
  const text = useWords(eventWords);
  const { path, query, route } = useLocation();
  const [search, setSearch] = useState(query.text ?? '');
  const span: Span = Object.hasOwn(days, query.span ?? '') ? (query.span as Span) : 'month';
  const outcome = query.outcome ?? '';
  const set = (changes: Record<string, string>) => {
    const next = new URLSearchParams({ ...query, ...changes });
    for (const [name, value] of [...next]) if (value === '') next.delete(name);
    route(`${path}${next.size > 0 ? `?${next}` : ''}`, true);
  };
  useEffect(() => {
    if (search === (query.text ?? '')) return undefined;
    const timer = setTimeout(() => set({ text: search }), 400);
    return () => clearTimeout(timer);
  }, [search]);
  const { pages, error, isReading, more, reload } = usePages(of, { text: query.text ?? '', outcome, span });
  const events = pages?.flatMap((page) => page.events);
  const next = pages?.at(-1)?.next;
  const isFiltered = outcome !== '' || (query.text ?? '') !== '';
  return (
    <div class="stack">
      <div class="row">
        <SearchField label={text.search} value={search} onInput={setSearch} />
        <SelectField
          label={text.outcomes}
          hideLabel
          value={outcome}
          onInput={(value) => set({ outcome: value })}
          options={[
            { value: '', text: text.anyOutcome },
            { value: 'effects', text: text.wanted },
            { value: 'none', text: text.unwanted },
            ...Object.entries(text.outcome).map(([value, said]) => ({ value, text: said })),
          ]}
        />
        <SelectField
          label={text.span}
          hideLabel
          value={span}
          onInput={(value) => set({ span: value })}
          options={(Object.keys(days) as Span[]).map((value) => ({ value, text: text[value] }))}
        />
      </div>
      <Card flush>
        {events === undefined ? (
          error === undefined ? (
            <Loading lines={8} />
          ) : (
            <Failure error={error} retry={reload} />
          )
        ) : events.length === 0 && next === undefined ? (
          <Empty icon={<Inbox aria-hidden="true" />} title={isFiltered ? text.noneFound : text.none}>
            {isFiltered ? text.noneFoundWhy : text.noneWhy}
          </Empty>
        ) : (
          <>
            <ul class="events-list">
              {events.map((event) => (
                <EventRow key={event.id} event={event} of={of} isOpen={event.id === query.event} />
              ))}
            </ul>
            {next !== undefined && (
              <div class="events-more">
                {events.length === 0 && <p class="faint">{text.lookedSoFar}</p>}
                <Button busy={isReading} onClick={more}>
                  {events.length === 0 || isFiltered ? text.lookFurther : text.older}
                </Button>
              </div>
            )}
          </>
        )}
      </Card>
    </div>
  );
}

interface Asked {
  readonly text: string;
  readonly outcome: string;
  readonly span: Span;
}

const outcomesOf = (outcome: string): readonly string[] =>
  outcome === '' ? [] : outcome === 'effects' ? effects : outcome === 'none' ? noEffects : [outcome];

const every = 10_000;

/** Pages of events, as far as somebody has looked; the newest are asked for again while nobody has gone on to older ones. */
function usePages(of: EventsOf, { text, outcome, span }: Asked) {
  const [pages, setPages] = useState<readonly EventPage[]>();
  const [error, setError] = useState<ApiError>();
  const [isReading, setReading] = useState(false);
  const [turn, setTurn] = useState(0);
  const wanted = () => ({
    text,
    outcomes: outcomesOf(outcome),
    from: new Date(serverNow() - days[span] * 86_400_000).toISOString(),
  });
  const key = JSON.stringify([of, text, outcome, span]);
  useEffect(() => {
    let isOver = false;
    setPages(undefined);
    setError(undefined);
    const read = async () => {
      try {
        const page = await readEvents(of, wanted());
        if (!isOver) setPages((before) => (before !== undefined && before.length > 1 ? before : [page]));
      } catch (reason) {
        if (!isOver && reason instanceof ApiError) setError(reason);
      }
    };
    read();
    const timer = setInterval(() => document.visibilityState === 'visible' && read(), every);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [key, turn]);
  const more = async () => {
    const cursor = pages?.at(-1)?.next;
    if (cursor === undefined || isReading) return;
    setReading(true);
    try {
      const page = await readEvents(of, wanted(), { cursor });
      setPages((before) => [...(before ?? []), page]);
    } catch (reason) {
      if (reason instanceof ApiError) setError(reason);
    } finally {
      setReading(false);
    }
  };
  return { pages, error, isReading, more, reload: () => setTurn(turn + 1) };
}
