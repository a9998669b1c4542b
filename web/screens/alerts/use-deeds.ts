import { useEffect, useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { ApiError } from '../../client/error.ts';
import { clockTime } from '../../time/format.ts';
import { serverNow } from '../../time/now.tsx';
import { toast } from '../../ui/toast.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { deedWords } from './deed-words.ts';
import { type Doing, deedsUnderWay } from './deeds.ts';
import { type Alert, type Deed, foreseen, type Person, stateOf } from './model.ts';

export interface Deeds {
  /** The alert as it will be, while something is on its way. */
  readonly seen: (alert: Alert) => Alert;
  readonly doing: (id: number) => Doing | undefined;
  /** Does it; resolves to whether it was done. Refusals are said in passing. */
  readonly act: (alert: Alert, deed: Deed) => Promise<boolean>;
  readonly takeBack: (id: number) => void;
}

/** What people do to alerts from any screen: seen at once, taken back with a reason when the API refuses it. */
export function useDeeds(): Deeds {
  const me = useMe();
  const text = useWords(deedWords);
  const language = useLanguage();
  const [, update] = useState(0);
  useEffect(() => deedsUnderWay.onChange(() => update((count) => count + 1)), []);

  async function act(alert: Alert, deed: Deed): Promise<boolean> {
    try {
      if (deed.kind === 'snooze' && stateOf(alert) === 'pending') {
        const accepted = await deedsUnderWay.start(alert.id, { kind: 'accept' }, nowText());
        if (accepted === undefined) return false;
      }
      const done = await deedsUnderWay.start(alert.id, deed, nowText());
      if (done !== undefined) offerUndo(alert, deed);
      return done !== undefined;
    } catch (error) {
      sayWhy(alert, deed, error);
      return false;
    }
  }

  function offerUndo(alert: Alert, deed: Deed): void {
    const policy = alert.escalationPolicy;
    if (deed.kind === 'accept' && stateOf(alert) === 'accepted') toast({ text: text.joined(alert.id) });
    else if (deed.kind === 'accept')
      toast({
        text: text.accepted(alert.id),
        ...(policy && {
          action: {
            text: text.handBack,
            run: async () => {
              const isDone = await act(alert, { kind: 'assign', to: { kind: 'policy', id: policy.id } });
              if (isDone) toast({ text: text.handedBack(policy.name ?? `#${policy.id}`) });
            },
          },
        }),
      });
    if (deed.kind === 'snooze')
      toast({
        text: text.snoozed(alert.id, clockTime(deed.until, { language })),
        action: { text: text.takeBack, run: () => act({ ...alert, snoozedUntil: deed.until }, { kind: 'accept' }) },
      });
  }

  function sayWhy(alert: Alert, deed: Deed, error: unknown): void {
    if (!(error instanceof ApiError)) throw error;
    const why = error.status === 0 ? text.notReached : error.message;
    toast({
      text: `${text.notDone[deed.kind](alert.id)}: ${why}`,
      ...((error.status === 0 || error.status >= 500) && {
        action: { text: text.again, run: () => act(alert, deed) },
      }),
    });
  }

  return {
    seen: (alert) => seenBy(alert, deedsUnderWay.all().get(alert.id), me),
    doing: (id) => deedsUnderWay.all().get(id),
    act,
    takeBack: deedsUnderWay.takeBack,
  };
}

const nowText = (): string => new Date(serverNow()).toISOString();

const seenBy = (alert: Alert, doing: Doing | undefined, me: Person): Alert =>
  doing === undefined ? alert : foreseen(alert, doing.deed, me, doing.since);
