import { ChevronRight } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useAction } from '../../../client/action.ts';
import { fullTime } from '../../../time/format.ts';
import { Ago } from '../../../time/now.tsx';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Facts } from '../../../ui/page.tsx';
import { Failure } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { TryCondition } from '../condition/try.tsx';
import { EventOutcome } from './outcome.tsx';
import { type EventsOf, readEvent, type SourceEvent } from './read.ts';
import { laidOut, summaryOf, typeOf } from './summary.ts';
import { eventWords } from './words.ts';

interface RowProps {
  readonly event: SourceEvent;
  readonly of: EventsOf;
  readonly isOpen: boolean;
}

/** One event: a line, and all there is to know of it when it is opened. */
export function EventRow({ event, of, isOpen: isOpenAtFirst }: RowProps) {
  const text = useWords(eventWords);
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <li>
      <button type="button" class="events-line" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <ChevronRight aria-hidden="true" class={isOpen ? 'open' : ''} />
        <span class="events-what">
          <span class="events-summary" dir="auto">
            {summaryOf(event) || text.noSummary}
          </span>
          <span class="faint small">
            {typeOf(event) && `${typeOf(event)} · `}
            <Ago at={event.receivedAt} />
          </span>
        </span>
        <EventOutcome outcome={event.outcome} />
      </button>
      {isOpen && <Details event={event} of={of} />}
    </li>
  );
}

function Details({ event: shown, of }: Omit<RowProps, 'isOpen'>) {
  const text = useWords(eventWords);
  const language = useLanguage();
  const [whole, setWhole] = useState<SourceEvent>();
  const load = useAction(async () => setWhole(await readEvent(of, shown.id)));
  const event = whole ?? shown;
  const { alertId, alertSource, eventFlow, note, outcome, waitUntil } = event;
  return (
    <section class="events-details stack" aria-label={text.details}>
      <Facts
        of={[
          [
            text.why,
            (note || text.outcomeWhy[outcome]) && (
              <>
                {text.outcomeWhy[outcome]} {note && <span lang="en">{note}</span>}
              </>
            ),
          ],
          [text.received, fullTime(event.receivedAt, { language })],
          [text.waitsUntil, waitUntil && fullTime(waitUntil, { language })],
          [text.tool, event.integration],
          [text.key, event.alertKey],
          [
            text.source,
            of.kind === 'flow' && alertSource && (
              <a href={`/configuration/sources/${alertSource.id}`}>#{alertSource.id}</a>
            ),
          ],
          [
            text.flow,
            of.kind === 'source' && eventFlow && <a href={`/configuration/flows/${eventFlow.id}`}>#{eventFlow.id}</a>,
          ],
        ]}
      />
      {alertId !== null && (
        <div>
          <LinkButton size="small" href={`/alerts/${alertId}`}>
            {text.openAlert}
          </LinkButton>
        </div>
      )}
      <div class="events-bodies">
        <div>
          <h2>{text.normalised}</h2>
          <CodeBlock label={text.normalised} text={JSON.stringify(event.event ?? null, null, 2)} />
        </div>
        <div>
          <h2>{text.body}</h2>
          {event.body !== null ? (
            <CodeBlock label={text.body} text={laidOut(event.body)} />
          ) : event.isBodyLeftOut ? (
            <div class="row">
              <span class="faint">{text.bodyLeftOut}</span>
              <Button size="small" busy={load.isRunning} onClick={load.run}>
                {text.loadBody}
              </Button>
            </div>
          ) : (
            <p class="faint">{text.noBody}</p>
          )}
          {load.error && <Failure error={load.error} />}
        </div>
      </div>
      {event.event !== undefined && event.event !== null && <TryCondition event={event.event} />}
    </section>
  );
}
