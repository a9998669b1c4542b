import { CloudOff } from 'lucide-preact';
import { useEffect } from 'preact/hooks';
import { useKeptAt } from '../client/kept.ts';
import { queries } from '../client/query.ts';
import { clockTime, dayAndTime } from '../time/format.ts';
import { useLanguage, useWords } from '../words/language.tsx';
import { shellWords } from './words.ts';
import './offline.css';

const isToday = (at: string): boolean => new Date(at).toDateString() === new Date().toDateString();

/** Says that what stands here is the last known state. When the network is back, everything is asked anew. */
export function Offline() {
  const text = useWords(shellWords);
  const language = useLanguage();
  const keptAt = useKeptAt();
  useEffect(() => {
    const ask = () => void queries.refetchQueries({ type: 'active' });
    addEventListener('online', ask);
    // Not every way back is told: a captive portal is no network, and one bar may be none.
    const timer = keptAt === undefined ? undefined : setInterval(ask, 5_000);
    return () => {
      removeEventListener('online', ask);
      clearInterval(timer);
    };
  }, [keptAt !== undefined]);
  return (
    <div class="offline" role="status" hidden={keptAt === undefined}>
      {keptAt !== undefined && (
        <p>
          <CloudOff aria-hidden="true" />
          {text.lastKnown(isToday(keptAt) ? clockTime(keptAt, { language }) : dayAndTime(keptAt, { language }))}
        </p>
      )}
    </div>
  );
}
