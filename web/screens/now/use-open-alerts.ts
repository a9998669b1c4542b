import { useEffect, useRef, useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { type Got, useGet } from '../../client/query.ts';
import { arrange } from '../alerts/arrange.ts';
import { type Alert, eachOnce, splitMine } from '../alerts/model.ts';
import { mostOpen as most, openAlerts as query } from './open-alerts.ts';

/** So long after somebody has touched the screen nothing moves. */
const rest = 4_000;

export interface OpenAlerts {
  readonly got: Got<readonly Alert[]>;
  readonly mine: readonly Alert[];
  readonly others: readonly Alert[];
  readonly isOpen: (id: number) => boolean;
  readonly waiting: number;
  readonly isCut: boolean;
  readonly tidy: () => void;
}

/** What is open, live, in an order that stands still while somebody is about to press something. */
export function useOpenAlerts(): OpenAlerts {
  const me = useMe();
  const got = useGet('/alerts', { params: { query } }, { every: 5000 });
  const isCut = (got.data?.length ?? 0) >= most;
  // One's own must be there, however many others are.
  const own = useGet(
    '/alerts',
    { params: { query: { ...query, responders: me.id } } },
    { every: 5000, enabled: isCut },
  );
  const fresh = eachOnce(got.data, isCut ? own.data : undefined);
  const known = useRef(new Map<number, Alert>());
  for (const alert of fresh) known.current.set(alert.id, alert);

  const lastTouch = useLastTouch();
  const shown = useRef<readonly number[]>([]);
  const mineShown = useRef<ReadonlySet<number>>(new Set());
  const [, tidied] = useState(0);
  const { mine, others } = splitMine(fresh, me.id);
  const order = [...mine, ...others].map(({ id }) => id);
  const mayMove = Date.now() - lastTouch.current > rest && window.scrollY < 80;
  const { ids, waiting } = arrange(shown.current, order, mayMove);
  if (ids !== shown.current) mineShown.current = new Set(mine.map(({ id }) => id));
  shown.current = ids;

  const open = new Set(order);
  const alerts = ids.flatMap((id) => known.current.get(id) ?? []);
  return {
    got,
    mine: alerts.filter(({ id }) => mineShown.current.has(id)),
    others: alerts.filter(({ id }) => !mineShown.current.has(id)),
    isOpen: (id) => open.has(id),
    waiting,
    isCut,
    tidy: () => {
      shown.current = [];
      window.scrollTo({ top: 0 });
      tidied((count) => count + 1);
    },
  };
}

/** When somebody has touched the screen or pressed a key last. */
function useLastTouch(): { readonly current: number } {
  const last = useRef(0);
  useEffect(() => {
    const touched = () => {
      last.current = Date.now();
    };
    const kinds = ['pointerdown', 'pointermove', 'keydown', 'wheel'] as const;
    for (const kind of kinds) window.addEventListener(kind, touched, { passive: true });
    return () => {
      for (const kind of kinds) window.removeEventListener(kind, touched);
    };
  }, []);
  return last;
}
