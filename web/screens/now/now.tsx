import { CircleCheck } from 'lucide-preact';
import { useGet } from '../../client/query.ts';
import { Ago } from '../../time/now.tsx';
import { List, Row } from '../../ui/list.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { Empty, Loaded } from '../../ui/states.tsx';
import { useWords } from '../../words/language.tsx';
import { nowWords } from './words.ts';

/** What is open now. */
export default function Now() {
  const text = useWords(nowWords);
  const alerts = useGet('/alerts', { params: { query: { states: ['PENDING', 'ACCEPTED'] } } }, { every: 5000 });
  return (
    <Page title={text.title}>
      <Card flush>
        <Loaded of={alerts}>
          {(all) =>
            all.length === 0 ? (
              <Empty icon={<CircleCheck aria-hidden="true" />} title={text.none}>
                {text.noneWhy}
              </Empty>
            ) : (
              <List>
                {all.map((alert) => (
                  <Row key={alert.id} href={`/alerts/${alert.id}`} title={alert.summary}>
                    {alert.alertSource.name} · <Ago at={alert.reportTime} />
                  </Row>
                ))}
              </List>
            )
          }
        </Loaded>
      </Card>
    </Page>
  );
}
