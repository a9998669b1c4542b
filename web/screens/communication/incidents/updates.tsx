import type { Api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { Markdown } from '../../../ui/markdown.tsx';
import { Card } from '../../../ui/page.tsx';
import { nameOf } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { IncidentBadge } from '../parts.tsx';
import { incidentWords } from './words.ts';

type Telling = Api<'Telling'>;

/** What was said of an incident, the newest first, each with who said it and who was told. */
export function Updates({ incident }: { readonly incident: Api<'Incident'> }) {
  const text = useWords(incidentWords);
  const tellings = useGet(
    '/incidents/{id}/notifications',
    { params: { path: { id: incident.id } } },
    { every: 15_000 },
  );
  const history = [...(incident.history ?? [])].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return (
    <Card title={text.updates}>
      <ol class="incidents-updates">
        {history.map(({ id, content, creator, incidentStatus, createdAt, sendNotification }) => (
          <li key={id}>
            <div class="row">
              <IncidentBadge status={incidentStatus} />
              <span class="faint small">
                <Ago at={createdAt} /> {creator ? `${text.by} ` : text.byAutomation}
                {creator && <bdi>{nameOf(creator)}</bdi>}
              </span>
            </div>
            {content === '' ? <p class="faint">{text.noText}</p> : <Markdown text={content} />}
            <p class="faint small">
              {sendNotification
                ? toldText(
                    tellings.data?.find(({ update }) => update === id),
                    text,
                  )
                : text.toldNot}
            </p>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function toldText(telling: Telling | undefined, text: (typeof incidentWords)['en']): string {
  if (telling === undefined || (telling.recipients === 0 && telling.status === 'DONE')) return text.toldNot;
  if (telling.status === 'QUEUED') return text.toldPending;
  return [
    text.toldCount(telling.sent, telling.recipients),
    ...(telling.failed > 0 ? [text.toldFailed(telling.failed)] : []),
    ...(telling.status === 'SENDING' ? [text.toldPending] : []),
  ].join(', ');
}
