import type { Api } from '../../../client/api.ts';
import { dayAndTime } from '../../../time/format.ts';
import { Ago } from '../../../time/now.tsx';
import { Row } from '../../../ui/list.tsx';
import { StatusBadge } from '../../../ui/service-status.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { durationText } from '../durations.ts';
import { base, IncidentBadge } from '../parts.tsx';
import { incidentWords } from './words.ts';
import { worstOf } from './worst.ts';
import './incidents.css';

/** One incident of a list: what, how bad, where, since when. */
export function IncidentRow({ incident }: { readonly incident: Api<'Incident'> }) {
  const text = useWords(incidentWords);
  const language = useLanguage();
  const { affectedServices: affected, resolvedOn, createdAt } = incident;
  const names = affected.map(({ service }) => service.name ?? `#${service.id}`);
  return (
    <Row
      href={`${base}/incidents/${incident.id}`}
      title={incident.summary}
      end={
        <span class="incidents-badges">
          {resolvedOn === undefined && <StatusBadge status={worstOf(affected)} />}
          <IncidentBadge status={incident.status} />
        </span>
      }
    >
      <bdi>{names.length > 3 ? text.servicesCount(names.length) : names.join(', ')}</bdi>
      {' · '}
      {resolvedOn === undefined ? (
        <Ago at={createdAt} />
      ) : (
        <>
          <time dateTime={createdAt}>{dayAndTime(createdAt, { language })}</time>
          {' · '}
          {text.lasted(durationText(Date.parse(resolvedOn) - Date.parse(createdAt), language))}
        </>
      )}
    </Row>
  );
}
