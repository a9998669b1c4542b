import { Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { isResponder, useMe } from '../../../app/session.tsx';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { dayAndTime } from '../../../time/format.ts';
import { Ago } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Card, Facts, Page } from '../../../ui/page.tsx';
import { StatusBadge } from '../../../ui/service-status.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { Followers } from '../followers.tsx';
import { base, IncidentBadge, useCrumbs } from '../parts.tsx';
import type { IncidentStatus } from './draft.ts';
import { useForecast } from './forecast.tsx';
import { UpdateForm } from './update-form.tsx';
import { Updates } from './updates.tsx';
import { incidentWords } from './words.ts';
import './incidents.css';

type Incident = Api<'Incident'>;

/** What somebody began to write about: as they saw it then. */
interface Base {
  readonly incident: Incident;
  readonly etag: string | undefined;
  readonly status: IncidentStatus;
}

/** One incident: what was said, who heard it, and what is to be said next. */
export default function IncidentScreen() {
  const text = useWords(incidentWords);
  const crumbs = useCrumbs('incidents');
  const { id = '' } = useRoute().params;
  const found = useGet(
    '/incidents/{id}',
    { params: { path: { id }, query: { include: ['history', 'affectedTeams', 'alerts', 'subscribed'] } } },
    { every: 10_000 },
  );
  const mayWrite = isResponder(useMe());
  const [begun, setBegun] = useState<Base>();
  const incident = found.data;
  if (incident === undefined)
    return (
      <Page title="…" crumbs={crumbs}>
        {found.error ? <Failure error={found.error} retry={found.reload} /> : <Loading />}
      </Page>
    );
  const begin = (status: IncidentStatus) => setBegun({ incident, etag: found.etag, status });
  return (
    <Page
      title={incident.summary}
      width="wide"
      crumbs={crumbs}
      lead={
        <span class="row">
          <IncidentBadge status={incident.status} />
          <span>
            {text.began} <Ago at={incident.createdAt} />
          </span>
        </span>
      }
      actions={
        mayWrite && (
          <>
            <Button kind="primary" onClick={() => begin(incident.status)}>
              {text.postUpdate}
            </Button>
            {incident.status !== 'RESOLVED' && <Button onClick={() => begin('RESOLVED')}>{text.resolve}</Button>}
            <More incident={incident} />
          </>
        )
      }
    >
      <div class="communication-split">
        <div class="stack">
          {begun && (
            <UpdateForm
              key={`${begun.etag} ${begun.status}`}
              began={begun}
              current={incident}
              onClose={() => setBegun(undefined)}
              onReload={async () => {
                setBegun(undefined);
                await found.reload();
              }}
            />
          )}
          <Updates incident={incident} />
        </div>
        <Side incident={incident} />
      </div>
    </Page>
  );
}

function More({ incident: { id } }: { readonly incident: Incident }) {
  const text = useWords(incidentWords);
  const common = useWords(commonWords);
  const { route } = useLocation();
  const ask = useAsk();
  const remove = async () => {
    if (!(await ask({ title: text.removeAsk, text: text.removeWhy, yes: text.remove, danger: true }))) return;
    try {
      await answer(api.DELETE('/incidents/{id}', { params: { path: { id } } }));
      route(`${base}/incidents`);
      toast({ text: text.removed });
      await refresh('/incidents', '/services', '/status-pages');
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  return (
    <Menu
      label={common.more}
      iconOnly
      icon={<span aria-hidden="true">⋯</span>}
      items={[{ text: text.remove, icon: <Trash2 aria-hidden="true" />, danger: true, onClick: remove }]}
    />
  );
}

function Side({ incident }: { readonly incident: Incident }) {
  const text = useWords(incidentWords);
  const language = useLanguage();
  const mayWrite = isResponder(useMe());
  const affected = incident.affectedServices.map(({ service, impact }) => ({
    service,
    impact: impact as Api<'Service'>['status'],
  }));
  const pages = useForecast(mayWrite ? affected : [], incident.id).info?.statusPagesInfo;
  return (
    <div class="stack">
      <Card title={text.affected}>
        <ul class="incidents-affected">
          {affected.map(({ service, impact }) => (
            <li key={service.id}>
              <a href={`${base}/services/${service.id}`}>
                <bdi>{service.name ?? `#${service.id}`}</bdi>
              </a>
              <StatusBadge status={impact} />
            </li>
          ))}
        </ul>
      </Card>
      <Card>
        <Facts
          of={[
            [text.began, dayAndTime(incident.createdAt, { language })],
            [text.resolvedOn, incident.resolvedOn && dayAndTime(incident.resolvedOn, { language })],
            [
              text.shownOn,
              pages &&
                (pages.length === 0 ? (
                  text.noPage
                ) : (
                  <span class="communication-chips">
                    {pages.map(({ id, label }) => (
                      <a key={id} href={`${base}/status-pages/${id}`}>
                        <bdi>{label}</bdi>
                      </a>
                    ))}
                  </span>
                )),
            ],
            [text.affectedTeams, (incident.affectedTeams ?? []).map(({ id, name }) => name ?? `#${id}`).join(', ')],
          ]}
        />
      </Card>
      {(incident.alerts ?? []).length > 0 && (
        <Card title={text.alerts}>
          <ul class="stack tight">
            {incident.alerts?.map(({ id, summary }) => (
              <li key={id}>
                <a href={`/alerts/${id}`}>
                  <bdi>{summary}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Followers
        of={{ kind: 'incident', id: incident.id }}
        title={text.followers}
        hint={text.followersHint}
        none={text.nobodyFollows}
        isFollowing={incident.subscribed === true}
      />
    </div>
  );
}
