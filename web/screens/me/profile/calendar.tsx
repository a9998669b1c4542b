import { CalendarPlus } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { answer, api } from '../../../client/api.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { profileWords } from './words.ts';

/** The secret address of my shifts, told once. */
export function Calendar() {
  const text = useWords(profileWords);
  const common = useWords(commonWords);
  const { id } = useMe();
  const [url, setUrl] = useState<string>();
  const params = { path: { id } };

  async function open() {
    try {
      setUrl((await answer(api.POST('/users/{id}/ical-feed', { params }))).url);
    } catch (error) {
      toastError(error, common.failed);
    }
  }

  async function close() {
    try {
      await answer(api.DELETE('/users/{id}/ical-feed', { params }));
      setUrl(undefined);
      toast({ text: text.feedClosed });
    } catch (error) {
      toastError(error, common.failed);
    }
  }

  return (
    <Card title={text.calendar}>
      <div class="stack">
        <p class="faint">{url === undefined ? text.calendarWhy : text.feedShown}</p>
        {url !== undefined && <CodeBlock text={url} label={text.calendar} />}
        <div class="row">
          <Button size="small" icon={<CalendarPlus aria-hidden="true" />} onClick={open}>
            {text.openFeed}
          </Button>
          <Button size="small" kind="quiet" onClick={close}>
            {text.closeFeed}
          </Button>
        </div>
      </div>
    </Card>
  );
}
