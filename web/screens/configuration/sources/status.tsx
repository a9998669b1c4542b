import { CircleCheck, CirclePause, Hand, Siren, Wrench } from 'lucide-preact';
import { Badge, type Tone } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { sourceWords } from './words.ts';

const looks: Readonly<Record<string, readonly [Tone, typeof Siren]>> = {
  PENDING: ['bad', Siren],
  ALL_ACCEPTED: ['info', Hand],
  ALL_RESOLVED: ['ok', CircleCheck],
  IN_MAINTENANCE: ['info', Wrench],
  DISABLED: ['none', CirclePause],
};

/** How a source is: whether its alerts wait for an answer. */
export function SourceStatus({ status }: { readonly status: string }) {
  const text = useWords(sourceWords);
  const [tone, Icon] = looks[status] ?? (['none', CircleCheck] as const);
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {text.status[status] ?? status}
    </Badge>
  );
}
