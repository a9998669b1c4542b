import { CircleCheck, Layers, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { useMe } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import type { Api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { SegmentField } from '../../../ui/field.tsx';
import { List, SearchField } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { StatusBadge } from '../../../ui/service-status.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { base, CommunicationPage, mayEdit } from '../parts.tsx';
import { communicationWords } from '../words.ts';
import { Bars, percentText } from './bars.tsx';
import { serviceWords } from './words.ts';
import './services.css';

/** With their past services are read so many at a time. */
const chunk = 25;

/** Every service with what it is in, its last 90 days and its uptime. */
export default function Services() {
  const text = useWords(serviceWords);
  const common = useWords(communicationWords);
  const me = useMe();
  const { query } = useRoute();
  const { route } = useLocation();
  const services = useAll('/services', {}, { every: 30_000 });
  const search = query.search ?? '';
  const isBadOnly = query.status === 'bad';
  const set = (next: { search: string; isBadOnly: boolean }) => {
    const parts = new URLSearchParams({
      ...(next.search && { search: next.search }),
      ...(next.isBadOnly && { status: 'bad' }),
    });
    route(`${base}/services${parts.size === 0 ? '' : `?${parts}`}`, true);
  };
  return (
    <CommunicationPage
      title={common.services}
      actions={
        mayEdit(me) && (
          <LinkButton kind="primary" href={`${base}/services/new`} icon={<Plus aria-hidden="true" />}>
            {text.add}
          </LinkButton>
        )
      }
    >
      <div class="communication-filters">
        <SearchField label={text.search} value={search} onInput={(next) => set({ search: next, isBadOnly })} />
        <SegmentField
          label={text.whichStatus}
          hideLabel
          value={isBadOnly ? 'bad' : 'all'}
          onInput={(value) => set({ search, isBadOnly: value === 'bad' })}
          options={[
            { value: 'all', text: common.all },
            { value: 'bad', text: text.notFine },
          ]}
        />
      </div>
      <Card flush>
        {services.items === undefined ? (
          services.error ? (
            <Failure error={services.error} retry={services.reload} />
          ) : (
            <Loading />
          )
        ) : (
          <Found all={services.items} search={search} isBadOnly={isBadOnly} />
        )}
      </Card>
    </CommunicationPage>
  );
}

type Service = Api<'Service'>;

interface FoundProps {
  readonly all: readonly Service[];
  readonly search: string;
  readonly isBadOnly: boolean;
}

function Found({ all, search, isBadOnly }: FoundProps) {
  const text = useWords(serviceWords);
  const common = useWords(communicationWords);
  const [shown, setShown] = useState(chunk);
  const found = all
    .map((service, place) => ({ service, place }))
    .filter(({ service: { name, status } }) => {
      const isFound = name.toLowerCase().includes(search.trim().toLowerCase());
      return isFound && (!isBadOnly || !isFine({ status }));
    })
    // What is wrong must not be looked for among hundreds; the rest stays in its chunks.
    .toSorted((a, b) => Number(isFine(a.service)) - Number(isFine(b.service)));
  if (all.length === 0)
    return (
      <Empty icon={<Layers aria-hidden="true" />} title={text.none}>
        {text.noneWhy}
      </Empty>
    );
  if (found.length === 0)
    return isBadOnly && search === '' ? (
      <Empty icon={<CircleCheck aria-hidden="true" />} title={text.allFineNow} />
    ) : (
      <Empty title={common.noMatch}>{common.noMatchWhy}</Empty>
    );
  return (
    <>
      <List>
        {found.slice(0, shown).map(({ service, place }) => (
          <ServiceRow key={service.id} service={service} start={place - (place % chunk)} />
        ))}
      </List>
      {found.length > shown && (
        <div class="communication-more">
          <Button onClick={() => setShown(shown + chunk)}>{common.more}</Button>
        </div>
      )}
    </>
  );
}

const isFine = ({ status }: Pick<Service, 'status'>): boolean => status === 'OPERATIONAL';

/** Rows of one chunk ask for their past together. */
function ServiceRow({ service, start }: { readonly service: Service; readonly start: number }) {
  const language = useLanguage();
  const past = useGet('/services', {
    params: { query: { include: ['uptime'], 'start-index': start, 'max-results': chunk } },
  });
  const uptime = past.data?.find(({ id }) => id === service.id)?.uptime;
  return (
    <li>
      <a class="list-row services-row" href={`${base}/services/${service.id}`}>
        <span class="services-name">
          {service.iconUrl?.startsWith('https://') && <img src={service.iconUrl} alt="" width="20" height="20" />}
          <span class="title" dir="auto">
            {service.name}
          </span>
        </span>
        <span class="services-past">
          {uptime && (
            <>
              <Bars name={service.name} uptime={uptime} />
              <span class="number faint small">{percentText(uptime.uptimePercentage.p90, language)}</span>
            </>
          )}
        </span>
        <span class="services-status">
          <StatusBadge status={service.status} />
        </span>
      </a>
    </li>
  );
}
