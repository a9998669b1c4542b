import { Send } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../../client/action.ts';
import { answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Badge, Failure } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useWords } from '../../../words/language.tsx';
import { EventOutcome } from './outcome.tsx';
import { type EventsOf, readEvents, type SourceEvent } from './read.ts';
import { summaryOf } from './summary.ts';
import { testWords } from './test-words.ts';
import './events.css';

const tries = 20;
const pause = () => new Promise((resolve) => setTimeout(resolve, 1500));

const newest = async (of: EventsOf): Promise<SourceEvent | undefined> =>
  (await readEvents(of, { text: '', outcomes: [], from: '' }, { size: 1 })).events[0];

interface SendTestProps {
  /** Among whose events the answer is looked for. */
  readonly of: EventsOf;
  readonly address: { readonly tool: string; readonly key: string };
  readonly sample: unknown;
}

/** Sends what the tool would send to an address, and shows what becomes of it. */
export function SendTest({ of, address, sample }: SendTestProps) {
  const text = useWords(testWords);
  const [body, setBody] = useState(() => JSON.stringify(sample ?? {}, null, 2));
  const [arrived, setArrived] = useState<SourceEvent | 'late'>();
  const isReadable = isJson(body);

  const send = useAction(async () => {
    setArrived(undefined);
    const before = await newest(of);
    await answer(api.POST('/v1/events/{tool}/{key}', { params: { path: address }, body: JSON.parse(body) }));
    for (let count = 0; count < tries; count++) {
      const event = await newest(of);
      if (event !== undefined && event.id !== before?.id) {
        setArrived(event);
        refresh('/alert-sources', '/event-flows', '/alerts');
        return;
      }
      await pause();
    }
    setArrived('late');
  });

  return (
    <>
      <TextArea label={text.testBody} code rows={8} spellcheck={false} value={body} onInput={setBody} />
      {!isReadable && <p class="field wrong">{text.testBad}</p>}
      <div>
        <Button
          kind="primary"
          icon={<Send aria-hidden="true" />}
          busy={send.isRunning}
          disabled={!isReadable}
          onClick={send.run}
        >
          {text.testSend}
        </Button>
      </div>
      <div aria-live="polite">
        {send.isRunning && <p class="faint">{text.testSent}</p>}
        {send.error && (
          <div class="stack tight">
            <p>{text.testRefused}</p>
            <Failure error={send.error} />
          </div>
        )}
        {arrived === 'late' && <p>{text.testLong}</p>}
        {typeof arrived === 'object' && <Outcome event={arrived} />}
      </div>
    </>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What became of the test: the alert, or why there is none. */
function Outcome({ event }: { readonly event: SourceEvent }) {
  const text = useWords(testWords);
  const { alertId, outcome, note } = event;
  const [isResolved, setResolved] = useState(false);
  const resolve = useAction(async (id: number) => {
    await answer(api.PUT('/alerts/{id}/resolve', { params: { path: { id } } }));
    await refresh('/alerts', '/alert-sources');
    setResolved(true);
    toast({ text: text.resolved });
  });
  return (
    <div class="events-outcome">
      <div class="row">
        <EventOutcome outcome={outcome} />
        <strong dir="auto">{summaryOf(event)}</strong>
      </div>
      {note && (
        <p class="faint small" lang="en">
          {note}
        </p>
      )}
      {alertId !== null && (
        <div class="row">
          <LinkButton size="small" href={`/alerts/${alertId}`}>
            {text.openAlert}
          </LinkButton>
          {isResolved ? (
            <Badge tone="ok">{text.resolved}</Badge>
          ) : (
            <Button size="small" busy={resolve.isRunning} onClick={() => resolve.run(alertId)}>
              {text.resolveAlert}
            </Button>
          )}
        </div>
      )}
      {resolve.error && <Failure error={resolve.error} />}
    </div>
  );
}
