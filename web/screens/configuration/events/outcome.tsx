import { Badge, type Tone } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { eventWords } from './words.ts';

const tones: Readonly<Record<string, Tone>> = {
  CREATED: 'bad',
  APPENDED: 'info',
  GROUPED: 'info',
  ACCEPTED: 'info',
  RESOLVED: 'ok',
  COMMENTED: 'info',
  REFUSED: 'high',
  UNREADABLE: 'high',
  NO_KEY: 'warn',
  WAITING: 'warn',
};

/** What became of an event. */
export function EventOutcome({ outcome }: { readonly outcome: string }) {
  const text = useWords(eventWords);
  return <Badge tone={tones[outcome] ?? 'none'}>{text.outcome[outcome] ?? outcome}</Badge>;
}
