import { useState } from 'preact/hooks';
import { answer, api } from '../../client/api.ts';
import { refresh, useGet } from '../../client/query.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Form } from '../../ui/form.tsx';
import { ChoiceField } from '../../ui/pick.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';

/** Calls somebody in who is told at once: those on call for it first. */
export function AddResponder({ alertId, onClose }: { readonly alertId: number; readonly onClose: () => void }) {
  const text = useWords(alertWords);
  const path = { id: alertId };
  const suggested = useGet('/alerts/{id}/suggested-responders', { params: { path } });
  const [chosen, setChosen] = useState<{ readonly key: string; readonly text: string }>();
  const people = (suggested.data ?? []).filter(({ group }) => group === 'SUGGESTED' || group === 'USER');
  const choices = [...new Map(people.toReversed().map((one) => [one.id, one])).values()]
    .toReversed()
    .sort((a, b) => Number(b.group === 'SUGGESTED') - Number(a.group === 'SUGGESTED'))
    .map(({ id, name, group, disabled }) => ({
      key: String(id),
      text: name,
      disabled,
      ...(group === 'SUGGESTED' && { note: text.suggested }),
    }));
  async function add() {
    if (chosen === undefined) return;
    const body = { user: { id: Number(chosen.key) } };
    await answer(api.POST('/alerts/{id}/responders', { params: { path }, body }));
    await refresh('/alerts');
    toast({ text: text.addedResponder(chosen.text) });
    onClose();
  }
  return (
    <Dialog title={text.addResponder} onClose={onClose}>
      <Form submit={text.add} onCancel={onClose} disabled={chosen === undefined} onSubmit={add}>
        <ChoiceField
          label={text.user}
          name="user"
          choices={suggested.data && choices}
          error={suggested.error}
          value={chosen}
          onInput={setChosen}
        />
      </Form>
    </Dialog>
  );
}
