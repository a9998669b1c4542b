import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { answer, api } from '../../client/api.ts';
import { ownTimezone } from '../../time/format.ts';
import { serverNow, useNow } from '../../time/now.tsx';
import { Form } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWords } from '../../words/language.tsx';
import { useUnsaved } from '../configuration/framework/unsaved.ts';
import { newForm } from './blank.ts';
import { editorWords } from './editor-words.ts';
import { bodyOf } from './form.ts';
import { Preview } from './preview.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { knownZone } from './times.ts';
import { onCallWords } from './words.ts';
import { reread } from './write.ts';
import './on-call.css';
import './editor.css';

/** A new schedule, with what it makes of the next weeks beside it. */
export default function NewSchedule() {
  const text = useWords(editorWords);
  const common = useWords(onCallWords);
  const { route } = useLocation();
  const now = useNow(60_000);
  const [blank] = useState(() => newForm(serverNow(), knownZone(ownTimezone())));
  const [form, setForm] = useState(blank);
  const letGo = useUnsaved(form !== blank);
  const send = async () => {
    const query = form.type === 'STATIC' && form.showGaps ? { 'abort-on-gaps': true } : {};
    const made = await answer(api.POST('/schedules', { params: { query }, body: bodyOf(form) }));
    letGo();
    toast({ text: text.saved(made.name) });
    await reread();
    route(`/on-call/schedules/${made.id}`, true);
  };
  return (
    <Page title={text.newSchedule} width="wide" crumbs={[{ href: '/on-call', text: common.title }]}>
      <Form onSubmit={send} submit={text.save} onCancel={() => history.back()}>
        <div class="on-call-editor">
          <div class="stack">
            <ScheduleFields form={form} set={(change) => setForm((before) => ({ ...before, ...change }))} isNew />
          </div>
          <Preview form={form} saved={undefined} now={now} />
        </div>
      </Form>
    </Page>
  );
}
