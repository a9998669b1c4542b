import { Plus } from 'lucide-preact';
import { worst } from '../../../functions/domain/service/status.ts';
import { isResponder, useMe } from '../../app/session.tsx';
import { useAll } from '../../client/all.ts';
import type { Api } from '../../client/api.ts';
import { useGet } from '../../client/query.ts';
import { dayAndTime } from '../../time/format.ts';
import { useNow } from '../../time/now.tsx';
import { LinkButton } from '../../ui/button.tsx';
import { List, Row } from '../../ui/list.tsx';
import { Card } from '../../ui/page.tsx';
import { StatusBadge } from '../../ui/service-status.tsx';
import { Badge, Empty, Failure, Loaded, Loading } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { IncidentRow } from './incidents/row.tsx';
import { overviewWords } from './overview-words.ts';
import { PageRow } from './pages/row.tsx';
import { base, CommunicationPage, mayEdit } from './parts.tsx';
import { communicationWords } from './words.ts';

/** How things stand, for those outside: what is wrong, what is being done, what is planned, and where it is told. */
export default function Overview() {
  const text = useWords(overviewWords);
  const words = useWords(communicationWords);
  const me = useMe();
  return (
    <CommunicationPage
      title={words.title}
      actions={
        isResponder(me) && (
          <LinkButton kind="primary" href={`${base}/incidents/new`} icon={<Plus aria-hidden="true" />}>
            {text.write}
          </LinkButton>
        )
      }
    >
      <ServicesNow />
      <div class="communication-halves">
        <Incidents />
        <Maintenance />
      </div>
      <Pages />
    </CommunicationPage>
  );
}

function ServicesNow() {
  const text = useWords(overviewWords);
  const me = useMe();
  const { items, error, reload } = useAll('/services', {}, { every: 15_000 });
  if (items === undefined)
    return <Card>{error ? <Failure error={error} retry={reload} /> : <Loading lines={2} />}</Card>;
  if (items.length === 0)
    return (
      <Card>
        <Empty
          title={text.noServices}
          actions={mayEdit(me) && <LinkButton href={`${base}/services/new`}>{text.addService}</LinkButton>}
        >
          {text.noServicesWhy}
        </Empty>
      </Card>
    );
  const bad = items.filter(({ status }) => status !== 'OPERATIONAL');
  return (
    <section class={`communication-hero status-${worst(items.map(({ status }) => status)).toLowerCase()}`}>
      <h2>{bad.length === 0 ? text.fine : text.notFine(bad.length)}</h2>
      {bad.length > 0 && (
        <ul>
          {bad.slice(0, 20).map(({ id, name, status }) => (
            <li key={id}>
              <a href={`${base}/services/${id}`}>
                <bdi>{name}</bdi>
              </a>
              <StatusBadge status={status} />
            </li>
          ))}
        </ul>
      )}
      {bad.length > 20 && <a href={`${base}/services?status=bad`}>{text.more}</a>}
    </section>
  );
}

function Incidents() {
  const text = useWords(overviewWords);
  const query = { states: ['INVESTIGATING', 'IDENTIFIED', 'MONITORING'], 'max-results': 25 };
  const incidents = useGet('/incidents', { params: { query } }, { every: 15_000 });
  const isEmpty = incidents.data?.length === 0;
  return (
    <Card title={text.openIncidents} flush={!isEmpty}>
      <Loaded of={incidents} lines={3}>
        {(all) =>
          all.length === 0 ? (
            <p class="faint">{text.noIncidents}</p>
          ) : (
            <List>
              {all.map((incident) => (
                <IncidentRow key={incident.id} incident={incident} />
              ))}
            </List>
          )
        }
      </Loaded>
    </Card>
  );
}

function Maintenance() {
  const text = useWords(overviewWords);
  const windows = useGet(
    '/maintenance-windows',
    { params: { query: { state: 'OPEN', 'max-results': 25 } } },
    { every: 60_000 },
  );
  const isEmpty = windows.data?.length === 0;
  return (
    <Card title={text.maintenance} flush={!isEmpty}>
      <Loaded of={windows} lines={3}>
        {(all) =>
          all.length === 0 ? (
            <p class="faint">{text.noMaintenance}</p>
          ) : (
            <List>
              {[...all]
                .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
                .map((one) => (
                  <WindowRow key={one.id} window={one} />
                ))}
            </List>
          )
        }
      </Loaded>
    </Card>
  );
}

function WindowRow({ window }: { readonly window: Api<'MaintenanceWindow'> }) {
  const text = useWords(overviewWords);
  const language = useLanguage();
  const now = useNow(30_000);
  const { id, summary, start, end, services } = window;
  const isRunning = Date.parse(start) <= now && now < Date.parse(end);
  const when = isRunning
    ? `${text.until} ${dayAndTime(end, { language })}`
    : `${text.from} ${dayAndTime(start, { language })}`;
  const names = services.map((service) => service.name ?? `#${service.id}`).join(', ');
  return (
    <Row
      href={`/configuration/maintenance/${id}`}
      title={summary}
      end={<Badge tone={isRunning ? 'info' : 'none'}>{isRunning ? text.running : text.upcoming}</Badge>}
    >
      {when}
      {names && (
        <>
          {' · '}
          <bdi>{names}</bdi>
        </>
      )}
    </Row>
  );
}

function Pages() {
  const text = useWords(overviewWords);
  const words = useWords(communicationWords);
  const me = useMe();
  const pages = useAll('/status-pages');
  if (pages.items === undefined)
    return <Card title={words.pages}>{pages.error ? <Failure error={pages.error} /> : <Loading lines={2} />}</Card>;
  return (
    <Card title={words.pages} flush={pages.items.length > 0}>
      {pages.items.length === 0 ? (
        <Empty
          title={text.noPages}
          actions={mayEdit(me) && <LinkButton href={`${base}/status-pages/new`}>{text.addPage}</LinkButton>}
        />
      ) : (
        <ul class="list">
          {pages.items.map((page) => (
            <PageRow key={page.id} page={page} />
          ))}
        </ul>
      )}
    </Card>
  );
}
