import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Got, useGet } from '../../client/query.ts';
import { useLanguage } from '../../words/language.tsx';
import type { LogEntry } from './story.ts';

const pageSize = 100;
/** So much of a timeline is shown; what had thousands of events is looked through elsewhere. */
const mostPages = 10;

export interface AlertLog extends Pick<Got<unknown>, 'error' | 'isLoading' | 'reload'> {
  readonly entries: readonly LogEntry[];
}

/** The timeline, oldest first, live at its end: what is written of it never changes, so that full pages are read once. */
export function useAlertLog(id: number): AlertLog {
  const lang = useLanguage();
  const key = `${id} ${lang}`;
  const [read, setRead] = useState<{ readonly key: string; readonly entries: readonly LogEntry[] }>({
    key,
    entries: [],
  });
  const before = read.key === key ? read.entries : [];
  const query = { 'start-index': before.length, 'max-results': pageSize, lang, include: 'vars' };
  const got = useGet('/alerts/{id}/log-entries', { params: { path: { id }, query } }, { every: 5000 });
  const { data, isOld, error, isLoading, reload } = got;
  const isFull = !isOld && (data?.length ?? 0) >= pageSize && before.length < pageSize * (mostPages - 1);
  useEffect(() => {
    if (isFull && data) setRead({ key, entries: [...before, ...data] });
  }, [isFull, data, key]);
  const entries = useMemo(() => [...before, ...(isOld ? [] : (data ?? []))], [before, data, isOld]);
  return { entries, error, isLoading, reload };
}
