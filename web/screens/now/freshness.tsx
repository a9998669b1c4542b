import { useEffect, useRef, useState } from 'preact/hooks';
import type { Got } from '../../client/query.ts';
import { clockTime } from '../../time/format.ts';
import { Notice } from '../../ui/states.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { nowWords } from './words.ts';

/** Says when what is shown is not what is: nobody answers, or the network is gone. What was stored before, the shell says. */
export function Freshness({ of: { data, error, keptAt } }: { readonly of: Got<unknown> }) {
  const text = useWords(nowWords);
  const language = useLanguage();
  const isOnline = useOnline();
  const last = useRef<number>(Date.now());
  const isOld = data !== undefined && keptAt === undefined && (error !== undefined || !isOnline);
  if (!isOld) last.current = Date.now();
  if (!isOld) return null;
  const time = clockTime(last.current, { language });
  return (
    <Notice tone="warn" live>
      {isOnline ? text.old(time) : text.offline(time)}
    </Notice>
  );
}

function useOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setOnline(navigator.onLine);
    window.addEventListener('online', look);
    window.addEventListener('offline', look);
    return () => {
      window.removeEventListener('online', look);
      window.removeEventListener('offline', look);
    };
  }, []);
  return isOnline;
}
