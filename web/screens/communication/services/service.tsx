import { Ellipsis, Pencil, Trash2 } from 'lucide-preact';
import { useLocation, useRoute } from 'preact-iso';
import { isResponder, useMe } from '../../../app/session.tsx';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { List } from '../../../ui/list.tsx';
import { Menu } from '../../../ui/menu.tsx';
import { Card, Facts, Page } from '../../../ui/page.tsx';
import { StatusBadge, serviceStatuses, serviceStatusWords } from '../../../ui/service-status.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { Followers } from '../followers.tsx';
import { IncidentRow } from '../incidents/row.tsx';
import { base, mayEdit, useCrumbs } from '../parts.tsx';
import { communicationWords } from '../words.ts';
import { Bars, percentText } from './bars.tsx';
import { draftOfService, serviceBody } from './body.ts';
import { Dependencies } from './dependencies.tsx';
import { Outages } from './outages.tsx';
import { Rules } from './rules.tsx';
import { serviceWords } from './words.ts';
import './services.css';

type Service = Api<'Service'>;

/** One service: what it is in, how it was, what it stands on, and what moves it. */
export default function ServiceScreen() {
  const text = useWords(serviceWords);
  const crumbs = useCrumbs('services');
  const me = useMe();
  const { id = '' } = useRoute().params;
  const include = ['uptime', 'incidents', 'subscribed', 'links'];
  const found = useGet('/services/{id}', { params: { path: { id }, query: { include } } }, { every: 15_000 });
  const service = found.data;
  if (service === undefined)
    return (
      <Page title="…" crumbs={crumbs}>
        {found.error ? <Failure error={found.error} retry={found.reload} /> : <Loading />}
      </Page>
    );
  return (
    <Page
      title={service.name}
      width="wide"
      crumbs={crumbs}
      lead={<StatusBadge status={service.status} />}
      actions={
        <>
          {isResponder(me) && (
            <LinkButton kind="primary" href={`${base}/incidents/new?services=${service.id}`}>
              {text.writeIncident}
            </LinkButton>
          )}
          {mayEdit(me) && <Changes service={service} />}
        </>
      }
    >
      <div class="communication-split">
        <div class="stack">
          <Past service={service} />
          <Card title={text.openIncidents} flush={(service.incidents ?? []).length > 0}>
            {(service.incidents ?? []).length === 0 ? (
              <p class="faint">{text.noIncidents}</p>
            ) : (
              <List>
                {service.incidents?.map((incident) => (
                  <IncidentRow key={incident.id} incident={incident} />
                ))}
              </List>
            )}
          </Card>
          <Outages service={service} />
          <Rules service={service} />
        </div>
        <div class="stack">
          <About service={service} />
          <Dependencies service={service} />
          <Followers
            of={{ kind: 'service', id: service.id }}
            title={text.followers}
            hint={text.followersHint}
            none={text.nobodyFollows}
            isFollowing={service.subscribed === true}
          />
        </div>
      </div>
    </Page>
  );
}

/** What is done to a service at once: its status by hand, and its end. */
function Changes({ service }: { readonly service: Service }) {
  const text = useWords(serviceWords);
  const common = useWords(commonWords);
  const statuses = useWords(serviceStatusWords);
  const { route } = useLocation();
  const ask = useAsk();
  const params = { path: { id: service.id } };
  const setStatus = async (status: Service['status']): Promise<void> => {
    const before = service.status;
    try {
      const body = { ...serviceBody(draftOfService(service)), status };
      await answer(api.PUT('/services/{id}', { params, body }));
      await refresh('/services', '/status-pages');
      toast({
        text: text.statusSet(statuses[status]),
        ...(before !== status && { action: { text: common.undo, run: () => setStatus(before) } }),
      });
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  const remove = async () => {
    const isSure = await ask({
      title: text.removeAsk(service.name),
      text: text.removeWhy,
      yes: text.remove,
      danger: true,
    });
    if (!isSure) return;
    try {
      await answer(api.DELETE('/services/{id}', { params }));
      route(`${base}/services`);
      toast({ text: text.removed });
      await refresh('/services', '/status-pages');
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  return (
    <>
      <Menu
        label={text.setStatus}
        items={serviceStatuses.map((status) => ({
          text: statuses[status],
          disabled: status === service.status,
          onClick: () => setStatus(status),
        }))}
      />
      <Menu
        label={common.more}
        iconOnly
        icon={<Ellipsis aria-hidden="true" />}
        items={[
          { text: text.edit, icon: <Pencil aria-hidden="true" />, href: `${base}/services/${service.id}/edit` },
          { text: text.remove, icon: <Trash2 aria-hidden="true" />, danger: true, onClick: remove },
        ]}
      />
    </>
  );
}

function Past({ service: { name, uptime } }: { readonly service: Service }) {
  const text = useWords(serviceWords);
  const language = useLanguage();
  if (uptime === undefined) return null;
  const { p30, p60, p90 } = uptime.uptimePercentage;
  return (
    <Card title={text.history}>
      <dl class="services-uptimes">
        {(
          [
            [90, p90],
            [60, p60],
            [30, p30],
          ] as const
        ).map(([days, percentage]) => (
          <div key={days}>
            <dt>{text.days(days)}</dt>
            <dd>{percentText(percentage, language)}</dd>
          </div>
        ))}
      </dl>
      <Bars name={name} uptime={uptime} isLarge />
    </Card>
  );
}

function About({ service }: { readonly service: Service }) {
  const text = useWords(serviceWords);
  const words = useWords(communicationWords);
  const links = (service.links ?? []).filter(({ href }) => /^https?:\/\//i.test(String(href)));
  return (
    <Card>
      <Facts
        of={[
          [words.description, service.description],
          [text.alias, service.alias],
          [
            words.teams,
            service.teams.length === 0
              ? text.noTeams
              : service.teams.map(({ id, name }) => name ?? `#${id}`).join(', '),
          ],
          [
            text.labels,
            Object.entries(service.labels ?? {}).length > 0 && (
              <span class="communication-chips">
                {Object.entries(service.labels ?? {}).map(([key, value]) => (
                  <span key={key} class="services-chip">
                    <bdi>{key}</bdi>: <bdi>{value}</bdi>
                  </span>
                ))}
              </span>
            ),
          ],
          [
            text.links,
            links.length > 0 && (
              <ul>
                {links.map(({ href, text: said }, index) => (
                  <li key={String(index)}>
                    <a href={String(href)} target="_blank" rel="noopener noreferrer">
                      <bdi>{String(said || href)}</bdi>
                    </a>
                  </li>
                ))}
              </ul>
            ),
          ],
        ]}
      />
    </Card>
  );
}
