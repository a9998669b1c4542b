import { CheckField, SegmentField, TextArea, TextField } from '../../../ui/field.tsx';
import { Markdown } from '../../../ui/markdown.tsx';
import { Card } from '../../../ui/page.tsx';
import { StatusBadge } from '../../../ui/service-status.tsx';
import { useWords } from '../../../words/language.tsx';
import { IncidentBadge, incidentStatuses } from '../parts.tsx';
import { communicationWords } from '../words.ts';
import { AffectedServices } from './affected.tsx';
import type { Draft, Said } from './draft.ts';
import { incidentWords } from './words.ts';

interface SaidFieldsProps {
  readonly draft: Draft;
  readonly said: Said;
  readonly onInput: (draft: Draft) => void;
}

/** What is said of an incident: its services, status, headline and text, and whether people are told. */
export function SaidFields({ draft, said, onInput }: SaidFieldsProps) {
  const text = useWords(incidentWords);
  const common = useWords(communicationWords);
  return (
    <>
      <AffectedServices draft={draft} onInput={onInput} />
      <SegmentField
        label={text.statusLabel}
        name="status"
        hint={said.status === 'RESOLVED' ? text.resolveHint : undefined}
        value={said.status}
        onInput={(status) => onInput({ ...draft, status })}
        options={incidentStatuses.map((status) => ({ value: status, text: common.status[status] }))}
      />
      <TextField
        label={text.summary}
        name="summary"
        hint={text.summaryHint}
        maxLength={500}
        value={said.summary}
        onInput={(summary) => onInput({ ...draft, summary })}
      />
      <TextArea
        label={text.message}
        name="message"
        hint={text.messageHint}
        rows={6}
        value={said.message}
        onInput={(message) => onInput({ ...draft, message })}
      />
      <CheckField
        label={text.notify}
        name="sendNotification"
        hint={text.notifyHint}
        value={said.sendNotification}
        onInput={(notifies) => onInput({ ...draft, notifies })}
      />
    </>
  );
}

/** What visitors of a page will read. */
export function Preview({ draft, said }: { readonly draft: Draft; readonly said: Said }) {
  const text = useWords(incidentWords);
  const isEmpty = said.summary.trim() === '' && said.message.trim() === '';
  return (
    <Card title={text.preview} class="incidents-preview">
      {isEmpty ? (
        <p class="faint">{text.previewEmpty}</p>
      ) : (
        <div class="stack tight">
          <div class="row apart">
            <h3 dir="auto">{said.summary}</h3>
            <IncidentBadge status={said.status} />
          </div>
          {draft.affected.length > 0 && (
            <ul class="communication-chips">
              {draft.affected.map(({ service, impact }) => (
                <li key={service.id} class="row">
                  <StatusBadge status={impact} />
                  <bdi>{service.name ?? `#${service.id}`}</bdi>
                </li>
              ))}
            </ul>
          )}
          <Markdown text={said.message} />
        </div>
      )}
    </Card>
  );
}
