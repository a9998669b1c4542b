import { Send } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../../client/action.ts';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { TextArea } from '../../../ui/field.tsx';
import { Card } from '../../../ui/page.tsx';
import { Badge, Failure } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { useWords } from '../../../words/language.tsx';
import { EventOutcome } from '../events/outcome.tsx';
import { summaryOf } from '../events/summary.ts';
import type { Source } from './settings/draft.ts';
import { isMail, isText, type Tool } from './tools.ts';
import { sourceWords } from './words.ts';

type SourceEvent = Api<'SourceEvent'>;

const tries = 20;
const pause = () => new Promise((resolve) => setTimeout(resolve, 1500));

const newest = async (id: number): Promise<SourceEvent | undefined> =>
  (await answer(api.GET('/alert-sources/{id}/events', { params: { path: { id }, query: { 'max-results': 1 } } })))[0];

interface TestProps {
  readonly source: Source;
  readonly tool: Tool | undefined;
}

/** Sends what the tool would send, and shows what becomes of it. */
export function TestEvent({ source, tool }: TestProps) {
  const text = useWords(sourceWords);
  const sample = tool?.integration?.sample;
  const [body, setBody] = useState(() => JSON.stringify(sample ?? {}, null, 2));
  const [arrived, setArrived] = useState<SourceEvent | 'late'>();
  const isReadable = isJson(body);

  const send = useAction(async () => {
    setArrived(undefined);
    const { id, integrationKey } = source;
    const before = await newest(id);
    const path = { tool: tool?.slug ?? 'api', key: integrationKey ?? '' };
    await answer(api.POST('/v1/events/{tool}/{key}', { params: { path }, body: JSON.parse(body) }));
    for (let count = 0; count < tries; count++) {
      const event = await newest(id);
      if (event !== undefined && event.id !== before?.id) {
        setArrived(event);
        refresh('/alert-sources', '/alerts');
        return;
      }
      await pause();
    }
    setArrived('late');
  });

  if (isMail(source.integrationType) || isText(source.integrationType))
    return (
      <Card title={text.test}>
        <p>{isMail(source.integrationType) ? text.testMail : text.testText}</p>
      </Card>
    );
  return (
    <Card title={text.test} class="sources-test">
      <div class="stack">
        <p class="faint">{text.testWhy(source.escalationPolicy.name ?? '')}</p>
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
      </div>
    </Card>
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
  const text = useWords(sourceWords);
  const { alertId, outcome, note } = event;
  const [isResolved, setResolved] = useState(false);
  const resolve = useAction(async (id: number) => {
    await answer(api.PUT('/alerts/{id}/resolve', { params: { path: { id } } }));
    await refresh('/alerts', '/alert-sources');
    setResolved(true);
    toast({ text: text.resolved });
  });
  return (
    <div class="sources-outcome">
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
