import type { IncidentView, MaintenanceView } from '../../domain/page/view.ts';
import { Affected, type Look, Markdown, Time } from './pieces.tsx';

/** Paths under a page's address; they are part of the contract. */
export const incidentPath = (id: number): string => `/incidents/${id}`;
export const maintenancePath = (id: number): string => `/maintenances/${id}`;

export interface EventOptions {
  readonly look: Look;
  /** None on a page of its own, whose title says it. */
  readonly heading?: 'h2' | 'h3';
  /** How many updates are shown; all of them, unless it says otherwise. */
  readonly updates?: number;
}

export function Incident({
  incident,
  look,
  heading: Heading,
  updates = Number.POSITIVE_INFINITY,
}: EventOptions & { incident: IncidentView }) {
  const { words } = look;
  return (
    <article class="event" data-incident={incident.id} id={`incident-${incident.id}`}>
      {Heading && (
        <Heading>
          <a href={incidentPath(incident.id)}>
            <bdi>{incident.summary}</bdi>
          </a>
        </Heading>
      )}
      <p class="faint">
        {words.incident[incident.status]} · <Time at={incident.createdAt} look={look} />
        {incident.resolvedAt && (
          <>
            {' '}
            {words.until} <Time at={incident.resolvedAt} look={look} />
          </>
        )}
      </p>
      <Affected affected={incident.affected} words={words} />
      <ul class="updates">
        {incident.updates.slice(0, updates).map((update) => (
          <li key={update.id}>
            <div class="row">
              <strong>{words.incident[update.status]}</strong>
              <Time at={update.at} look={look} />
            </div>
            {update.body !== '' && <Markdown text={update.body} />}
          </li>
        ))}
      </ul>
    </article>
  );
}

export function Maintenance({ maintenance, look, heading: Heading }: EventOptions & { maintenance: MaintenanceView }) {
  const { words } = look;
  const affected = maintenance.services.map((service) => ({ service, impact: 'UNDER_MAINTENANCE' as const }));
  return (
    <article class="event" data-maintenance={maintenance.id}>
      {Heading && (
        <Heading>
          <a href={maintenancePath(maintenance.id)}>
            <bdi>{maintenance.summary}</bdi>
          </a>
        </Heading>
      )}
      <p class="faint">
        {words.window[maintenance.status]} · {words.from} <Time at={maintenance.start} look={look} /> {words.until}{' '}
        <Time at={maintenance.end} look={look} />
      </p>
      <Affected affected={affected} words={words} />
      {maintenance.description !== '' && <Markdown text={maintenance.description} />}
    </article>
  );
}
