import { useState } from 'preact/hooks';
import type { Bar, Lane } from './lanes.ts';
import { OverrideDialog, type OverrideDraft } from './override-dialog.tsx';
import type { Plan } from './plan.ts';
import { ShiftDialog } from './shift-dialog.tsx';

interface Picked {
  readonly plan: Plan;
  readonly lane: Lane;
  readonly bar: Bar;
}

/** The dialogs of a calendar: a shift that was pressed, an override that is drawn or entered. */
export function usePicked(plans: readonly Plan[]) {
  const [picked, setPicked] = useState<Picked>();
  const [draft, setDraft] = useState<OverrideDraft>();
  const dialogs = (
    <>
      {picked && (
        <ShiftDialog
          {...picked}
          onClose={() => setPicked(undefined)}
          onDraft={(next) => {
            setPicked(undefined);
            setDraft(next);
          }}
        />
      )}
      {draft && plans.length > 0 && <OverrideDialog plans={plans} draft={draft} onClose={() => setDraft(undefined)} />}
    </>
  );
  return { pick: setPicked, draft: setDraft, dialogs };
}
