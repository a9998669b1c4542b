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

/** The secret address at which calendars read the shifts of a schedule: created, copied, revoked. */
export function FeedDialog({ scheduleId, onClose }: { readonly scheduleId: number; readonly onClose: () => void }) {
  const text = useWords(onCallWords);
  const [url, setUrl] = useState<string>();
  const params = { path: { id: scheduleId } };
  const open = useAction(async () => {
    const feed = await answer(api.POST('/schedules/{id}/ical-feed', { params }));
    setUrl(feed.url);
  });
  const end = useAction(async () => {
    await answer(api.DELETE('/schedules/{id}/ical-feed', { params }));
    setUrl(undefined);
    toast({ text: text.feedEnded });
    onClose();
  });
  const error = open.error ?? end.error;
  return (
    <Dialog title={text.feed} onClose={onClose}>
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
