import { CircleAlert, CircleCheck, CircleMinus, CircleX, Wrench } from 'lucide-preact';
import type { Api } from '../client/api.ts';
import { useWords, words } from '../words/language.tsx';
import { Badge, type Tone } from './states.tsx';

export type ServiceStatus = Api<'Service'>['status'];

/** From best to worst. */
export const serviceStatuses: readonly ServiceStatus[] = [
  'OPERATIONAL',
  'UNDER_MAINTENANCE',
  'DEGRADED',
  'PARTIAL_OUTAGE',
  'MAJOR_OUTAGE',
];

/** As the API says it, which leaves some of them as plain text. */
export const serviceStatusOf = (text: string): ServiceStatus =>
  serviceStatuses.find((status) => status === text) ?? 'OPERATIONAL';

export const serviceStatusWords = words<Readonly<Record<ServiceStatus, string>>>(
  {
    OPERATIONAL: 'Operational',
    UNDER_MAINTENANCE: 'Under maintenance',
    DEGRADED: 'Degraded',
    PARTIAL_OUTAGE: 'Partial outage',
    MAJOR_OUTAGE: 'Major outage',
  },
  {
    OPERATIONAL: 'In Betrieb',
    UNDER_MAINTENANCE: 'In Wartung',
    DEGRADED: 'Eingeschränkt',
    PARTIAL_OUTAGE: 'Teilausfall',
    MAJOR_OUTAGE: 'Ausfall',
  },
);

const toneOf: Readonly<Record<ServiceStatus, Tone>> = {
  OPERATIONAL: 'ok',
  UNDER_MAINTENANCE: 'info',
  DEGRADED: 'warn',
  PARTIAL_OUTAGE: 'high',
  MAJOR_OUTAGE: 'bad',
};

const iconOf = {
  OPERATIONAL: CircleCheck,
  UNDER_MAINTENANCE: Wrench,
  DEGRADED: CircleMinus,
  PARTIAL_OUTAGE: CircleAlert,
  MAJOR_OUTAGE: CircleX,
};

/** What a service, a group or a page is in: by word, shape and colour. */
export function StatusBadge({ status }: { readonly status: string }) {
  const text = useWords(serviceStatusWords);
  const known = serviceStatusOf(status);
  const Icon = iconOf[known];
  return (
    <Badge tone={toneOf[known]} icon={<Icon aria-hidden="true" />}>
      {text[known]}
    </Badge>
  );
}
