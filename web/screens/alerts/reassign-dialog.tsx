import { useState } from 'preact/hooks';
import { refresh } from '../../client/query.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { SegmentField } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { PickField } from '../../ui/pick.tsx';
import type { Reference } from '../../ui/references.ts';
import { toast } from '../../ui/toast.tsx';
import { useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';
import { remember, send } from './deeds.ts';
import type { Alert } from './model.ts';

const kinds = ['user', 'policy', 'schedule'] as const;
const picked = { user: 'users', policy: 'policies', schedule: 'schedules' } as const;

/** Gives an alert to somebody else, to a policy, or to whoever a schedule has on call. */
export function ReassignDialog({ alert, onClose }: { readonly alert: Alert; readonly onClose: () => void }) {
  const text = useWords(alertWords);
  const [kind, setKind] = useState<(typeof kinds)[number]>('user');
  const [to, setTo] = useState<Reference>();
  async function assign() {
    if (to === undefined) return;
    remember(await send(alert.id, { kind: 'assign', to: { kind, id: to.id } }));
    await refresh('/alerts');
    toast({ text: text.reassigned });
    onClose();
  }
  return (
    <Dialog title={text.reassignTitle} onClose={onClose}>
      <Form submit={text.reassignTitle} onCancel={onClose} disabled={to === undefined} onSubmit={assign}>
        <p class="faint">{text.reassignWhy}</p>
        <SegmentField
          label={text.toWhom}
          value={kind}
          options={kinds.map((value) => ({ value, text: text.kinds[value] }))}
          onInput={(value) => {
            setKind(value);
            setTo(undefined);
          }}
        />
        <PickField key={kind} kind={picked[kind]} label={text[kind]} name={kind} value={to} onInput={setTo} />
      </Form>
    </Dialog>
  );
}
