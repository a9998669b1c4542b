import type { GroupView, MaintenanceView, PageView, ServiceView } from '../../domain/page/view.ts';
import type { Language } from '../../domain/user/user.ts';
import { Bars } from './bars.tsx';
import { Incident, Maintenance } from './events.tsx';
import { Metric } from './graph.tsx';
import { colourOf, Icon, type Look, Section, State, Time } from './pieces.tsx';
import { documentOf, lookOf, Shell } from './shell.tsx';

/** The newest past incidents on the first page; all of them are in the history. */
const pastShown = 3;
/** Updates shown of one on the first page; its own page has all of them. */
const updatesShown = 5;

function Service({ service, look }: { service: ServiceView; look: Look }) {
  return (
    <li class="item" data-service={service.id} data-status={service.status}>
      <div class="row">
        <h3>
          {service.iconUrl && <img src={service.iconUrl} alt="" />}
          <bdi>{service.name}</bdi>
        </h3>
        <State status={service.status} words={look.words} />
      </div>
      {service.description && (
        <p class="faint" dir="auto">
          {service.description}
        </p>
      )}
      {service.history && <Bars name={service.name} history={service.history} isOpen={service.isOpen} look={look} />}
    </li>
  );
}

function Group({ group, look }: { group: GroupView; look: Look }) {
  const { members } = group;
  return (
    <li class="item group" data-group={group.id} data-status={group.status}>
      <div class="row">
        <h3>
          <bdi>{group.name}</bdi>
        </h3>
        <State status={group.status} words={look.words} />
      </div>
      {group.history && <Bars name={group.name} history={group.history} look={look} />}
      <details class="fold" open={group.isOpen}>
        <summary>{look.words.members(members.length)}</summary>
        <ul class="members">
          {members.map((service) => (
            <Service key={service.id} service={service} look={look} />
          ))}
        </ul>
      </details>
    </li>
  );
}

const Hero = ({ view, look }: { view: PageView; look: Look }) => (
  <div class={`hero ${colourOf(view.status)}`}>
    <Icon status={view.status} />
    <div>
      <h2>{look.words.overall[view.status]}</h2>
      <p class="faint">
        {look.words.asOf} <Time at={view.now} look={look} rendered />
      </p>
    </div>
  </div>
);

interface MaintenancesProperties {
  readonly id: string;
  readonly title: string;
  readonly maintenances: readonly MaintenanceView[];
  readonly look: Look;
}

const Maintenances = ({ id, title, maintenances, look }: MaintenancesProperties) =>
  maintenances.length === 0 ? null : (
    <Section id={id} title={title}>
      <div class="card">
        {maintenances.map((one) => (
          <Maintenance key={`${one.id}${one.start}`} maintenance={one} look={look} heading="h3" />
        ))}
      </div>
    </Section>
  );

function StatusPage({ view, language, styleHref }: { view: PageView; language: Language; styleHref: string }) {
  const look = lookOf(view, language);
  const { words } = look;
  const { page, incidents, metrics } = view;
  const running = view.maintenances.filter(({ status }) => status === 'in_progress');
  // Without a logo or a title the name stands above already.
  const saysBrand = page.title === undefined && page.logoUrl === undefined;
  const ahead = view.maintenances.filter(({ status }) => status === 'scheduled');
  return (
    <Shell view={view} language={language} styleHref={styleHref}>
      <h1 dir="auto" class={saysBrand ? 'unseen' : undefined}>
        {page.title ?? page.name}
      </h1>
      {page.description && (
        <p class="lead" dir="auto">
          {page.description}
        </p>
      )}
      <Hero view={view} look={look} />
      {incidents.length > 0 && (
        <Section id="incidents" title={words.openIncidents}>
          <div class="card">
            {incidents.map((incident) => (
              <Incident key={incident.id} incident={incident} look={look} heading="h3" updates={updatesShown} />
            ))}
          </div>
        </Section>
      )}
      <Maintenances id="maintenance" title={words.maintenanceNow} maintenances={running} look={look} />
      <Section id="services" title={words.services}>
        {view.elements.length === 0 ? (
          <p class="faint">{words.noServices}</p>
        ) : (
          <ul class="list card">
            {view.elements.map((element) =>
              element.kind === 'group' ? (
                <Group key={element.id} group={element} look={look} />
              ) : (
                <Service key={element.id} service={element} look={look} />
              ),
            )}
          </ul>
        )}
      </Section>
      {metrics.length > 0 && (
        <Section id="metrics" title={words.metrics}>
          <ul class="metrics">
            {metrics.map((metric) => (
              <Metric key={metric.id} metric={metric} look={look} />
            ))}
          </ul>
        </Section>
      )}
      <Maintenances id="ahead" title={words.maintenanceAhead} maintenances={ahead} look={look} />
      {page.hasHistory && (
        <Section id="past" title={words.history}>
          {view.pastIncidents.length === 0 ? (
            <p class="faint">{words.nothingHappened}</p>
          ) : (
            <div class="card">
              {view.pastIncidents.slice(0, pastShown).map((incident) => (
                <Incident key={incident.id} incident={incident} look={look} heading="h3" updates={1} />
              ))}
            </div>
          )}
          <p class="pager">
            <a href="/history">{words.allHistory} →</a>
          </p>
        </Section>
      )}
    </Shell>
  );
}

/** The first page, for readers of one language. */
export const renderStatusPage = (view: PageView, language: Language, styleHref: string): string =>
  documentOf(<StatusPage view={view} language={language} styleHref={styleHref} />);
