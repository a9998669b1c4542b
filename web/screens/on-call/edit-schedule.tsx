import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { type Api, answered, api } from '../../client/api.ts';
import { ApiError } from '../../client/error.ts';
import { serverNow, useNow } from '../../time/now.tsx';
import { Form } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Loaded, nameOf } from '../../ui/states.tsx';
import { toast } from '../../ui/toast.tsx';
import { useWords } from '../../words/language.tsx';
import { Conflict } from '../configuration/framework/conflict.tsx';
import { differences } from '../configuration/framework/differences.ts';
import { useUnsaved } from '../configuration/framework/unsaved.ts';
import { CalendarStatus } from './calendar-status.tsx';
import { editorWords } from './editor-words.ts';
import { bodyOf, formOf, restrictionsOf, rotationText, type ScheduleForm } from './form.ts';
import { planOf } from './plan.ts';
import { Preview } from './preview.tsx';
import { ScheduleFields } from './schedule-fields.tsx';
import { hour, type Window } from './times.ts';
import { usePlan } from './use-plans.ts';
import { onCallWords } from './words.ts';
import { reread } from './write.ts';
import './on-call.css';
import './editor.css';

interface Read {
  readonly schedule: Api<'Schedule'>;
  readonly etag: string | undefined;
}

const ahead = 92 * 24 * hour;

/** The form of a schedule: what it changes is seen before it is saved, and who saves second is told. */
export default function EditSchedule() {
  const { params } = useRoute();
  const id = Number(params.id);
  const [window] = useState<Window>(() => ({ start: serverNow(), end: serverNow() + ahead }));
  const got = usePlan(id, window);
  const [read, setRead] = useState<Read>();
  // What others save meanwhile does not change the form: the API tells when it is sent.
  if (read === undefined && got.data !== undefined && !got.isOld) setRead({ schedule: got.data, etag: got.etag });
  const text = useWords(editorWords);
  const common = useWords(onCallWords);
  return (
    <Page
      title={text.edit}
      width="wide"
      crumbs={[
        { href: '/on-call', text: common.title },
        { href: `/on-call/schedules/${id}`, text: read?.schedule.name ?? common.schedule },
      ]}
    >
      {read === undefined ? (
        <Loaded of={got}>{() => null}</Loaded>
      ) : (
        <Editor
          read={read}
          newest={got.data && { schedule: got.data, etag: got.etag }}
          onAskAgain={() => got.reload()}
        />
      )}
    </Page>
  );
}

interface EditorProps {
  readonly read: Read;
  readonly newest: Read | undefined;
  readonly onAskAgain: () => Promise<unknown>;
}

function Editor({ read, newest, onAskAgain }: EditorProps) {
  const text = useWords(editorWords);
  const { route } = useLocation();
  const now = useNow(60_000);
  const [base, setBase] = useState(read);
  const [start, setStart] = useState(() => formOf(read.schedule));
  const [form, setForm] = useState(start);
  const [refusal, setRefusal] = useState<ApiError>();
  const [saved, setSaved] = useState(() => planOf(read.schedule));
  const letGo = useUnsaved(form !== start);
  const { id } = read.schedule;

  const send = async (etag: string | undefined) => {
    const query = form.type === 'STATIC' && form.showGaps ? { 'abort-on-gaps': true } : {};
    const headers = etag === undefined ? {} : { 'if-match': etag };
    try {
      await answered(api.PUT('/schedules/{id}', { params: { path: { id }, query }, headers, body: bodyOf(form) }));
    } catch (reason) {
      if (!(reason instanceof ApiError) || reason.status !== 412) throw reason;
      await onAskAgain();
      setRefusal(reason);
      return;
    }
    letGo();
    toast({ text: text.saved(form.name) });
    await reread();
    route(`/on-call/schedules/${id}`, true);
  };
  const take = () => {
    if (newest === undefined) return;
    const theirs = formOf(newest.schedule);
    setBase(newest);
    setSaved(planOf(newest.schedule));
    setStart(theirs);
    setForm(theirs);
    setRefusal(undefined);
  };

  return (
    <Form
      onSubmit={() => send(base.etag)}
      submit={text.save}
      onCancel={() => history.back()}
      disabled={refusal !== undefined}
    >
      {refusal && newest && (
        <Conflict
          refusal={refusal}
          differences={differences(said(formOf(newest.schedule), text), said(form, text))}
          fields={{ name: text.name, teams: text.teams, showGaps: text.showGapsRecurring, shifts: text.shifts }}
          onTake={take}
          onOverwrite={() => send(newest.etag)}
        />
      )}
      {base.schedule.calendarStatus && <CalendarStatus status={base.schedule.calendarStatus} />}
      <div class="on-call-editor">
        <div class="stack">
          <ScheduleFields form={form} set={(change) => setForm((before) => ({ ...before, ...change }))} isNew={false} />
        </div>
        <Preview form={form} saved={refusal && newest ? planOf(newest.schedule) : saved} now={now} />
      </div>
    </Form>
  );
}

/** A form as members that people can compare: each layer in a line. */
function said(form: ScheduleForm, text: (typeof editorWords)['en']): Readonly<Record<string, unknown>> {
  const layers = form.layers.map((layer, index) => [
    layer.name || text.layer(index + 1),
    [
      layer.participants.map(({ user }) => nameOf(user)).join(', '),
      `${rotationText(layer)} ${layer.startsOn}`,
      layer.endsOn && `– ${layer.endsOn}`,
      ...restrictionsOf(layer.restrictions).map(
        ({ from, to }) => `${from.dayOfWeek} ${from.time} – ${to.dayOfWeek} ${to.time}`,
      ),
    ]
      .filter(Boolean)
      .join(' · '),
  ]);
  const shifts = form.shifts.map(({ user, start, end }) => `${user ? nameOf(user) : ''} ${start} – ${end}`);
  return {
    name: form.name,
    teams: form.teams,
    showGaps: form.showGaps,
    calendarUrl: form.calendarUrl,
    shifts,
    ...Object.fromEntries(layers),
  };
}
