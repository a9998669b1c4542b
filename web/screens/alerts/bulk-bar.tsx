import { Check, CheckCheck, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../app/session.tsx';
import { ApiError } from '../../client/error.ts';
import { refresh } from '../../client/query.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Dialog, useAsk } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { commonWords } from '../../words/common.ts';
import { useWords } from '../../words/language.tsx';
import { countOutcomes, doAll, type Outcome } from './bulk.ts';
import { deedWords } from './deed-words.ts';
import { remember, send } from './deeds.ts';
import { listWords } from './list-words.ts';
import { type Alert, isPossible } from './model.ts';
import { shortened } from './text.ts';

interface BulkProps {
  readonly selected: readonly Alert[];
  readonly onDone: (done: readonly Alert[]) => void;
  readonly onLeave: () => void;
  readonly all: number;
  readonly onSelectAll: () => void;
}

type Many = 'accept' | 'resolve';

/** What is done to many alerts at once; each that is refused is told with its reason. */
export function BulkBar({ selected, onDone, onLeave, all, onSelectAll }: BulkProps) {
  const text = useWords(listWords);
  const me = useMe();
  const ask = useAsk();
  const [progress, setProgress] = useState<{ readonly done: number; readonly of: number }>();
  const [failed, setFailed] = useState<readonly Outcome<Alert>[]>([]);

  async function run(kind: Many): Promise<void> {
    const able = selected.filter((alert) => isPossible(kind, alert, me.id));
    if (able.length === 0) return onLeave();
    const question = { title: text.resolveMany(able.length), text: text.resolveManyWhy, yes: text.resolve };
    if (kind === 'resolve' && !(await ask(question))) return;
    setProgress({ done: 0, of: able.length });
    const done: Alert[] = [];
    const outcomes = await doAll(
      able,
      async (alert) => {
        const answered = await send(alert.id, { kind });
        done.push(answered);
        remember(answered);
      },
      { onDone: (count) => setProgress({ done: count, of: able.length }) },
    );
    setProgress(undefined);
    void refresh('/alerts');
    const result = countOutcomes(outcomes);
    if (result.done > 0)
      toast({ text: kind === 'accept' ? text.acceptedMany(result.done) : text.resolvedMany(result.done) });
    setFailed(result.failed);
    onDone(done);
  }

  return (
    <>
      {selected.length > 0 && (
        <section class="alerts-bulk" aria-label={text.selected(selected.length)}>
          <strong role="status">
            {progress ? text.working(progress.done, progress.of) : text.selected(selected.length)}
          </strong>
          <span class="row">
            {selected.length < all && (
              <Button kind="quiet" size="small" disabled={progress !== undefined} onClick={onSelectAll}>
                {text.selectAll}
              </Button>
            )}
            <Button
              size="small"
              disabled={progress !== undefined}
              icon={<Check aria-hidden="true" />}
              onClick={() => run('accept')}
            >
              {text.accept}
            </Button>
            <Button
              size="small"
              disabled={progress !== undefined}
              icon={<CheckCheck aria-hidden="true" />}
              onClick={() => run('resolve')}
            >
              {text.resolve}
            </Button>
            <IconButton size="small" label={text.selectNone} onClick={onLeave}>
              <X aria-hidden="true" />
            </IconButton>
          </span>
        </section>
      )}
      {failed.length > 0 && <Refused outcomes={failed} onClose={() => setFailed([])} />}
    </>
  );
}

function Refused({
  outcomes,
  onClose,
}: {
  readonly outcomes: readonly Outcome<Alert>[];
  readonly onClose: () => void;
}) {
  const text = useWords(listWords);
  const deeds = useWords(deedWords);
  const common = useWords(commonWords);
  return (
    <Dialog title={text.failedMany(outcomes.length)} onClose={onClose}>
      <ul class="stack tight">
        {outcomes.map(({ item, error }) => (
          <li key={item.id}>
            <Notice tone="bad" title={<bdi>{`#${item.id} ${shortened(item.summary, 120)}`}</bdi>}>
              {error instanceof ApiError && error.status === 0 ? deeds.notReached : error?.message}
            </Notice>
          </li>
        ))}
      </ul>
      <div class="buttons">
        <Button onClick={onClose}>{common.close}</Button>
      </div>
    </Dialog>
  );
}
