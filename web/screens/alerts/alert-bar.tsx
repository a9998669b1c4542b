import { AlarmClock, ArrowRightLeft, ChevronsUp, EllipsisVertical, Megaphone, UserPlus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { Menu } from '../../ui/menu.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWords } from '../../words/language.tsx';
import { AddResponder } from './add-responder.tsx';
import { alertWords } from './alert-words.ts';
import { DeedButtons } from './deed-buttons.tsx';
import { deedWords } from './deed-words.ts';
import { type Alert, isPossible, stateOf } from './model.ts';
import { ReassignDialog } from './reassign-dialog.tsx';
import { SnoozeDialog } from './snooze-dialog.tsx';
import type { Deeds } from './use-deeds.ts';

type Open = 'snooze' | 'reassign' | 'responder';

/** Everything that can be done to an alert; on a phone it stays at the lower edge. */
export function AlertBar({ alert, deeds }: { readonly alert: Alert; readonly deeds: Deeds }) {
  const text = useWords(alertWords);
  const me = useMe();
  const words = useWords(deedWords);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const isOver = stateOf(alert) === 'resolved';
  const levels = alert.escalationRules ?? [];
  const raise = async () => {
    if (await deeds.act(alert, { kind: 'raise' })) toast({ text: text.raised });
  };
  return (
    <div class="alert-bar">
      <DeedButtons alert={alert} deeds={deeds} />
      <Menu
        label={text.more}
        iconOnly
        icon={<EllipsisVertical aria-hidden="true" />}
        items={[
          ...(isPossible('escalate', alert, me.id) && levels.length > 1 ? levels : []).map((_level, level) => ({
            text: words.escalateTo(level + 1),
            icon: <ChevronsUp aria-hidden="true" />,
            onClick: () => deeds.act(alert, { kind: 'escalate', level }),
          })),
          isPossible('raise', alert, me.id) && {
            text: words.raise,
            icon: <ChevronsUp aria-hidden="true" />,
            onClick: raise,
          },
          !isOver && {
            text: text.snoozeUntil,
            icon: <AlarmClock aria-hidden="true" />,
            onClick: () => setOpen('snooze'),
          },
          !isOver && {
            text: text.reassign,
            icon: <ArrowRightLeft aria-hidden="true" />,
            onClick: () => setOpen('reassign'),
          },
          !isOver && {
            text: text.addResponder,
            icon: <UserPlus aria-hidden="true" />,
            onClick: () => setOpen('responder'),
          },
          {
            text: text.createIncident,
            icon: <Megaphone aria-hidden="true" />,
            href: `/communication/incidents/new?alert=${alert.id}`,
          },
        ]}
      />
      {open === 'snooze' && <SnoozeDialog alert={alert} deeds={deeds} onClose={close} />}
      {open === 'reassign' && <ReassignDialog alert={alert} onClose={close} />}
      {open === 'responder' && <AddResponder alertId={alert.id} onClose={close} />}
    </div>
  );
}
