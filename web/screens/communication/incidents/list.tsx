import { Megaphone, Plus } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { isResponder, useMe } from '../../../app/session.tsx';
import { useGet } from '../../../client/query.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { SegmentField, TextField } from '../../../ui/field.tsx';
import { List } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { Empty, Loaded } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { base, Chunks, CommunicationPage } from '../parts.tsx';
import { communicationWords } from '../words.ts';
import { type IncidentFilter, incidentFilterIn, incidentQuery, searchOf } from './filter.ts';
import { IncidentRow } from './row.tsx';
import { incidentWords } from './words.ts';
import './incidents.css';

const size = 25;

/** Incidents that are open, and those that are over; what is looked for stands in the address. */
export default function Incidents() {
  const text = useWords(incidentWords);
  const common = useWords(communicationWords);
  const { query } = useRoute();
  const { route } = useLocation();
  const filter = incidentFilterIn(query);
  const set = (next: IncidentFilter) => route(`${base}/incidents${searchOf(next)}`, true);
  const mayWrite = isResponder(useMe());
  return (
    <CommunicationPage
      title={common.incidents}
      actions={
        <>
          <LinkButton href={`${base}/templates`}>{text.templates}</LinkButton>
          {mayWrite && (
            <LinkButton kind="primary" href={`${base}/incidents/new`} icon={<Plus aria-hidden="true" />}>
              {text.write}
            </LinkButton>
          )}
        </>
      }
    >
      <Filters filter={filter} onInput={set} />
      <Card flush>
        <Chunks key={searchOf(filter)} size={size}>
          {(start, onSize) => <Part key={start} filter={filter} start={start} onSize={onSize} />}
        </Chunks>
      </Card>
    </CommunicationPage>
  );
}

function Filters({
  filter,
  onInput,
}: {
  readonly filter: IncidentFilter;
  readonly onInput: (filter: IncidentFilter) => void;
}) {
  const text = useWords(incidentWords);
  const common = useWords(communicationWords);
  return (
    <div class="communication-filters">
      <SegmentField
        label={text.which}
        hideLabel
        value={filter.state}
        onInput={(state) => onInput({ ...filter, state })}
        options={[
          { value: 'open', text: text.open },
          { value: 'past', text: text.past },
          { value: 'all', text: common.all },
        ]}
      />
      <div class="communication-filter">
        <PickField
          kind="services"
          label={text.service}
          optional
          placeholder={text.anyService}
          value={filter.service === undefined ? undefined : { id: filter.service }}
          onInput={(service) => onInput({ ...filter, service: service?.id })}
        />
      </div>
      {filter.state !== 'open' && (
        <>
          <TextField
            label={text.from}
            type="date"
            value={filter.from ?? ''}
            onInput={(from) => onInput({ ...filter, from: from || undefined })}
          />
          <TextField
            label={text.until}
            type="date"
            value={filter.until ?? ''}
            onInput={(until) => onInput({ ...filter, until: until || undefined })}
          />
        </>
      )}
    </div>
  );
}

interface PartProps {
  readonly filter: IncidentFilter;
  readonly start: number;
  readonly onSize: (size: number) => void;
}

function Part({ filter, start, onSize }: PartProps) {
  const text = useWords(incidentWords);
  const common = useWords(communicationWords);
  const incidents = useGet(
    '/incidents',
    { params: { query: { ...incidentQuery(filter), 'start-index': start, 'max-results': size } } },
    { every: 30_000 },
  );
  const count = incidents.data?.length ?? 0;
  useEffect(() => onSize(count), [count]);
  return (
    <Loaded of={incidents}>
      {(all) =>
        all.length > 0 ? (
          <List>
            {all.map((incident) => (
              <IncidentRow key={incident.id} incident={incident} />
            ))}
          </List>
        ) : start > 0 ? null : filter.service !== undefined || filter.from || filter.until ? (
          <Empty title={common.noMatch}>{common.noMatchWhy}</Empty>
        ) : (
          <Empty
            icon={<Megaphone aria-hidden="true" />}
            title={filter.state === 'open' ? text.noneOpen : text.nonePast}
          >
            {filter.state === 'open' ? text.noneOpenWhy : text.nonePastWhy}
          </Empty>
        )
      }
    </Loaded>
  );
}
