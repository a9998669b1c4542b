import { useState } from 'preact/hooks';
import { useAction } from '../../client/action.ts';
import { answer, api } from '../../client/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CodeBlock } from '../../ui/list.tsx';
import { Failure, Notice } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWords } from '../../words/language.tsx';
import { onCallWords } from './words.ts';

interface FeedProps {
  /** Whose shifts: a schedule's, or a person's on all schedules. */
  readonly of: { readonly kind: 'schedule' | 'person'; readonly id: number };
  readonly onClose: () => void;
}

/** The secret address at which calendars read shifts: created, copied, revoked. */
export function FeedDialog({ of: { kind, id }, onClose }: FeedProps) {
  const text = useWords(onCallWords);
  const [url, setUrl] = useState<string>();
  const params = { path: { id } };
  const isMine = kind === 'person';
  const open = useAction(async () => {
    const feed = isMine
      ? api.POST('/users/{id}/ical-feed', { params })
      : api.POST('/schedules/{id}/ical-feed', { params });
    setUrl((await answer<{ readonly url: string }>(feed)).url);
  });
  const end = useAction(async () => {
    await answer(
      isMine ? api.DELETE('/users/{id}/ical-feed', { params }) : api.DELETE('/schedules/{id}/ical-feed', { params }),
    );
    setUrl(undefined);
    toast({ text: text.feedEnded });
    onClose();
  });
  const error = open.error ?? end.error;
  return (
    <Dialog title={isMine ? text.feedMine : text.feed} onClose={onClose}>
      <p>{text.feedWhy}</p>
      {url !== undefined && (
        <>
          <CodeBlock text={url} label={text.feedCopy} />
          <Notice tone="warn">{text.feedOnce}</Notice>
        </>
      )}
      {error && <Failure error={error} />}
      <div class="buttons">
        <Button kind="danger" busy={end.isRunning} onClick={() => end.run()} title={text.feedEndWhy}>
          {text.feedEnd}
        </Button>
        {url === undefined && (
          <Button kind="primary" busy={open.isRunning} onClick={() => open.run()}>
            {text.feedNew}
          </Button>
        )}
      </div>
    </Dialog>
  );
}
