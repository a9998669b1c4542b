import { Plus, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { answer, api } from '../../client/api.ts';
import { ApiError } from '../../client/error.ts';
import { refresh } from '../../client/query.ts';
import { IconButton } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { nameOf, Person } from '../../ui/states.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { commonWords } from '../../words/common.ts';
import { useWords } from '../../words/language.tsx';
import { AddResponder } from './add-responder.tsx';
import { alertWords } from './alert-words.ts';
import { type Alert, type Responder, stateOf } from './model.ts';

/** Who responds to an alert; others can be called in, and those who are not needed sent home. */
export function Responders({ alert, mayAct }: { readonly alert: Alert; readonly mayAct: boolean }) {
  const text = useWords(alertWords);
  const common = useWords(commonWords);
  const [isAdding, setAdding] = useState(false);
  const mayChange = mayAct && stateOf(alert) !== 'resolved';
  const responders = alert.responders ?? [];

  async function remove({ user }: Responder): Promise<void> {
    try {
      await answer(api.DELETE('/alerts/{id}/responders/{user}', { params: { path: { id: alert.id, user: user.id } } }));
      toast({
        text: text.removedResponder(nameOf(user)),
        action: { text: common.undo, run: () => bringBack(user) },
      });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toastError(error, text.failed);
    }
    await refresh('/alerts');
  }

  async function bringBack({ id }: Responder['user']): Promise<void> {
    const body = { user: { id } };
    await answer(api.POST('/alerts/{id}/responders', { params: { path: { id: alert.id } }, body })).catch((error) =>
      toastError(error, text.failed),
    );
    await refresh('/alerts');
  }

  return (
    <Card
      title={text.responders}
      actions={
        mayChange && (
          <IconButton size="small" label={text.addResponder} onClick={() => setAdding(true)}>
            <Plus aria-hidden="true" />
          </IconButton>
        )
      }
    >
      {responders.length === 0 && <p class="faint">{text.noResponders}</p>}
      <ul class="stack tight">
        {responders.map((responder) => (
          <li key={responder.user.id} class="alert-responder">
            <span class="grow">
              <Person person={responder.user} />
            </span>
            <span class="faint small">{responder.status === 'ACCEPTED' ? text.hasAccepted : text.wasTold}</span>
            {mayChange && (
              <IconButton
                size="small"
                label={text.removeResponder(nameOf(responder.user))}
                onClick={() => remove(responder)}
              >
                <X aria-hidden="true" />
              </IconButton>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <AddResponder alertId={alert.id} onClose={() => setAdding(false)} />}
    </Card>
  );
}
