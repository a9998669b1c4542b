import { useEffect, useState } from 'preact/hooks';
import { type Api, answer, api } from '../../../client/api.ts';
import { ApiError } from '../../../client/error.ts';
import { Button } from '../../../ui/button.tsx';
import { Badge, Failure } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { readEvents } from '../events/read.ts';
import { summaryOf } from '../events/summary.ts';
import { ConditionField } from './field.tsx';
import { conditionWords } from './words.ts';

type Evaluation = Api<'Evaluation'>;

/** Tries a condition on an event that came. */
export function TryCondition({ event }: { readonly event: unknown }) {
  const text = useWords(conditionWords);
  const [condition, setCondition] = useState('');
  return (
    <details class="condition-help">
      <summary>{text.try}</summary>
      <ConditionField label={text.condition} placeholder="event.severity > 2" value={condition} onInput={setCondition}>
        <Result condition={condition} event={event} />
      </ConditionField>
    </details>
  );
}

function Result({ condition, event }: { readonly condition: string; readonly event: unknown }) {
  const { evaluation, error } = useEvaluation(condition, { data: { event } });
  if (error !== undefined) return <Failure error={error} />;
  return evaluation === undefined ? null : <Said evaluation={evaluation} />;
}

function useEvaluation(condition: string, asked: object): { evaluation?: Evaluation; error?: ApiError } {
  const [known, setKnown] = useState<{ evaluation?: Evaluation; error?: ApiError }>({});
  const body = JSON.stringify({ condition, ...asked });
  useEffect(() => {
    let isOver = false;
    const timer = setTimeout(async () => {
      try {
        const evaluation = await answer(api.POST('/conditions/evaluate', { body: JSON.parse(body) }));
        if (!isOver) setKnown({ evaluation });
      } catch (error) {
        if (!isOver && error instanceof ApiError) setKnown({ error });
      }
    }, 300);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [body]);
  return known;
}

function Said({ evaluation: { result, notes } }: { readonly evaluation: Evaluation }) {
  const text = useWords(conditionWords);
  return (
    <span class="row small">
      <Badge tone={result ? 'ok' : 'none'}>{result ? text.isTrue : text.isFalse}</Badge>
      {notes.map(({ position, message }) => (
        <span key={`${position} ${message}`} class="faint" lang="en">
          {message}
        </span>
      ))}
    </span>
  );
}

interface Tried {
  readonly id: string;
  readonly summary: string;
  readonly event: unknown;
}

const month = 31 * 86_400_000;

/** Tries a condition on what a source sent lately. */
export function TryRecent({ condition, sourceId }: { readonly condition: string; readonly sourceId: number }) {
  const text = useWords(conditionWords);
  const [tried, setTried] = useState<readonly Tried[]>();
  const [isReading, setReading] = useState(false);
  const [error, setError] = useState<ApiError>();
  async function read() {
    setReading(true);
    setError(undefined);
    try {
      const wanted = { text: '', outcomes: [], from: new Date(Date.now() - month).toISOString() };
      const { events } = await readEvents({ kind: 'source', id: sourceId }, wanted);
      const readable = events.filter(({ event }) => event !== undefined && event !== null).slice(0, 5);
      setTried(readable.map((one) => ({ id: one.id, summary: summaryOf(one), event: one.event })));
    } catch (reason) {
      if (reason instanceof ApiError) setError(reason);
    } finally {
      setReading(false);
    }
  }
  if (tried === undefined)
    return (
      <div>
        <Button size="small" busy={isReading} onClick={read}>
          {text.tryRecent}
        </Button>
        {error && <Failure error={error} retry={read} />}
      </div>
    );
  return (
    <div class="condition-recent">
      <span class="faint small">{tried.length === 0 ? text.noRecent : text.recent}</span>
      <ul>
        {tried.map(({ id, summary, event }) => (
          <li key={id}>
            <Result condition={condition} event={event} />
            <span class="one-line" dir="auto">
              {summary}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
