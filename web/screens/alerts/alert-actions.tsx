import { Play } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { answer, api } from '../../client/api.ts';
import { ApiError } from '../../client/error.ts';
import { refresh, useGet } from '../../client/query.ts';
import { Ago } from '../../time/now.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/page.tsx';
import { Badge, Loaded, nameOf, type Tone } from '../../ui/states.tsx';
import { toast, toastError } from '../../ui/toast.tsx';
import { useWords } from '../../words/language.tsx';
import { alertWords } from './alert-words.ts';
import type { Alert } from './model.ts';
import { shortened } from './text.ts';

const tones: Readonly<Record<string, Tone>> = { QUEUED: 'none', SENDING: 'info', DONE: 'ok', FAILED: 'bad' };

/** Actions that people set in motion by hand, and what became of each. */
export function AlertActionsCard({ alert, mayAct }: { readonly alert: Alert; readonly mayAct: boolean }) {
  const text = useWords(alertWords);
  const path = { id: alert.id };
  const actions = useGet('/alerts/{id}/actions', { params: { path } }, { every: 15_000 });
  const [running, setRunning] = useState<string>();

  async function run(alertActionId: string, name: string): Promise<void> {
    setRunning(alertActionId);
    try {
      await answer(api.POST('/alerts/{id}/actions', { params: { path }, body: { alertActionId } }));
      toast({ text: text.ran(name) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      toastError(error, text.failed);
    }
    setRunning(undefined);
    await refresh('/alerts/{id}/actions', '/alerts/{id}/log-entries');
  }

  if (actions.data?.length === 0) return null;
  return (
    <Card title={text.actions}>
      <Loaded of={actions} lines={2}>
        {(all) => (
          <ul class="stack">
            {all.map(({ alertActionId, name, history }) => (
              <li key={alertActionId} class="stack tight">
                <div class="row apart">
                  <bdi class="grow">{shortened(name, 120)}</bdi>
                  {mayAct && (
                    <Button
                      size="small"
                      aria-label={text.run(shortened(name, 60))}
                      title={text.run(shortened(name, 60))}
                      busy={running === alertActionId}
                      onClick={() => run(alertActionId, name)}
                    >
                      <Play aria-hidden="true" />
                    </Button>
                  )}
                </div>
                {history.map(({ id, at, status, actor, message }) => (
                  <div key={id} class="small alert-done">
                    <Badge tone={tones[status] ?? 'none'}>{text.results[status] ?? status}</Badge>
                    <Ago at={at} />
                    {actor && <bdi>{nameOf(actor)}</bdi>}
                    {message && (
                      <span class="faint" dir="auto">
                        {shortened(message, 300)}
                      </span>
                    )}
                  </div>
                ))}
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Card>
  );
}
