import { CircleCheck } from 'lucide-preact';
import { useAll } from '../../client/all.ts';
import { useGet } from '../../client/query.ts';
import { Ago } from '../../time/now.tsx';
import { List, Row } from '../../ui/list.tsx';
import { Card } from '../../ui/page.tsx';
import { StatusBadge, serviceStatuses, serviceStatusOf } from '../../ui/service-status.tsx';
import { useWords } from '../../words/language.tsx';
import { byName } from '../../words/order.ts';
import { nowWords } from './words.ts';

const openStates = ['INVESTIGATING', 'IDENTIFIED', 'MONITORING'];
const most = 8;

/** Incidents that are open, and services that are not as they should be; in short. */
export function ServicesCard() {
  const text = useWords(nowWords);
  const incidents = useGet(
    '/incidents',
    { params: { query: { states: openStates, 'max-results': 20 } } },
    { every: 60_000 },
  );
  const services = useAll('/services', {}, { every: 60_000 });
  if (incidents.data === undefined && services.items === undefined) return null;
  const open = incidents.data ?? [];
  const worst = (services.items ?? [])
    .filter(({ status }) => status !== 'OPERATIONAL')
    .toSorted((a, b) => rank(b.status) - rank(a.status) || byName()(a.name, b.name));
  if (open.length + worst.length === 0)
    return (
      <p class="now-calm faint">
        <CircleCheck aria-hidden="true" class="now-icon" />
        <span>{text.calm}</span>
      </p>
    );
  return (
    <>
      {open.length > 0 && (
        <Card title={text.incidents} flush>
          <List>
            {open.slice(0, most).map((incident) => (
              <Row
                key={incident.id}
                href={`/communication/incidents/${incident.id}`}
                title={<span class="alerts-summary">{incident.summary}</span>}
              >
                <Ago at={incident.createdAt} />
              </Row>
            ))}
          </List>
        </Card>
      )}
      {worst.length > 0 && (
        <Card title={text.services} flush>
          <List>
            {worst.slice(0, most).map(({ id, name, status }) => (
              <Row key={id} href={`/communication/services/${id}`} title={<span class="alerts-summary">{name}</span>}>
                <StatusBadge status={status} />
              </Row>
            ))}
          </List>
        </Card>
      )}
    </>
  );
}

const rank = (status: string): number => serviceStatuses.indexOf(serviceStatusOf(status));
