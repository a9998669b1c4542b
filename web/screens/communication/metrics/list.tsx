import { ChartLine, Plus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { List, Row, SearchField } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { base, CommunicationPage, mayEdit } from '../parts.tsx';
import { communicationWords } from '../words.ts';
import { metricWords } from './words.ts';

const size = 50;

/** Every metric that pages may show. */
export default function Metrics() {
  const text = useWords(metricWords);
  const words = useWords(communicationWords);
  const isEditor = mayEdit(useMe());
  const metrics = useAll('/metrics');
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(size);
  const found = metrics.items?.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <CommunicationPage
      title={words.metrics}
      actions={
        <>
          <LinkButton href={`${base}/metric-sources`}>{text.sources}</LinkButton>
          {isEditor && (
            <LinkButton kind="primary" href={`${base}/metrics/new`} icon={<Plus aria-hidden="true" />}>
              {text.add}
            </LinkButton>
          )}
        </>
      }
    >
      <div class="communication-filters">
        <SearchField label={text.search} value={search} onInput={setSearch} />
      </div>
      <Card flush>
        {found === undefined ? (
          metrics.error ? (
            <Failure error={metrics.error} retry={metrics.reload} />
          ) : (
            <Loading />
          )
        ) : metrics.items?.length === 0 ? (
          <Empty icon={<ChartLine aria-hidden="true" />} title={text.empty}>
            {text.emptyWhy}
          </Empty>
        ) : found.length === 0 ? (
          <Empty title={words.noMatch} />
        ) : (
          <List>
            {found.slice(0, shown).map((metric) => (
              <Row key={metric.id} href={`${base}/metrics/${metric.id}`} title={metric.name}>
                {text.displays[metric.displayType]} · {text.aggregations[metric.aggregationType]}
                {metric.unitLabel && (
                  <>
                    {' · '}
                    <bdi>{metric.unitLabel}</bdi>
                  </>
                )}
              </Row>
            ))}
          </List>
        )}
        {(found?.length ?? 0) > shown && (
          <div class="communication-more">
            <Button onClick={() => setShown(shown + size)}>{words.more}</Button>
          </div>
        )}
      </Card>
    </CommunicationPage>
  );
}
