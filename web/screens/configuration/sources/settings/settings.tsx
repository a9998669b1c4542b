import { useEffect, useRef, useState } from 'preact/hooks';
import { answered, api } from '../../../../client/api.ts';
import { ApiError } from '../../../../client/error.ts';
import { refresh } from '../../../../client/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Form } from '../../../../ui/form.tsx';
import { Badge, Notice } from '../../../../ui/states.tsx';
import { toast } from '../../../../ui/toast.tsx';
import { commonWords } from '../../../../words/common.ts';
import { useWords } from '../../../../words/language.tsx';
import { useUnsaved } from '../../framework/unsaved.ts';
import { isMail } from '../tools.ts';
import { Creation } from './creation.tsx';
import { bodyOf, type Draft, draftOf, everything, isSame, type Source, type SourceBody } from './draft.ts';
import { Filters } from './filters.tsx';
import { General } from './general.tsx';
import { Mails } from './mails.tsx';
import { Priority } from './priority.tsx';
import { Security } from './security.tsx';
import { Services } from './services.tsx';
import { Templates } from './templates.tsx';
import { settingWords } from './words.ts';
import './settings.css';

interface SettingsProps {
  readonly source: Source;
  readonly etag: string | undefined;
  readonly disabled: boolean;
}

/** All settings of a source in sections. */
export function Settings({ source, etag, disabled }: SettingsProps) {
  const text = useWords(settingWords);
  const common = useWords(commonWords);
  const { id } = source;
  const [base, setBase] = useState({ draft: draftOf(source), etag });
  const [draft, setDraft] = useState(base.draft);
  const [changedBy, setChangedBy] = useState<string>();
  const form = useRef<HTMLDivElement>(null);
  const isDirty = !isSame(draft, base.draft);
  useUnsaved(isDirty);
  const latest = draftOf(source);
  useEffect(() => {
    // Who has changed nothing sees what others write.
    if (isDirty || isSame(latest, base.draft)) return;
    setBase({ draft: latest, etag });
    setDraft(latest);
  }, [source]);

  const params = { path: { id }, query: { include: everything } };
  const take = (next: { draft: Draft; etag: string | undefined }) => {
    setBase(next);
    setDraft(next.draft);
    setChangedBy(undefined);
  };
  async function read() {
    const { body, etag: tag } = await answered(api.GET('/alert-sources/{id}', { params }));
    return { draft: draftOf(body), etag: tag };
  }
  async function write(tag: string | undefined) {
    const headers = tag === undefined ? {} : { 'if-match': tag };
    const body = bodyOf(draft) as unknown as SourceBody;
    await answered(api.PUT('/alert-sources/{id}', { params, body, headers }));
    take(await read());
    await refresh('/alert-sources');
    toast({ text: common.saved });
  }
  async function save() {
    try {
      await write(base.etag);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.status === 412) {
        const by = error.details.changedBy as { name?: unknown } | undefined;
        setChangedBy(typeof by?.name === 'string' ? by.name : text.somebody);
        return;
      }
      // What is wrong may stand in a section that is closed.
      requestAnimationFrame(() => {
        const wrong = form.current?.querySelector('[aria-invalid="true"]')?.closest('details');
        if (wrong) wrong.open = true;
      });
      throw error;
    }
  }

  const part = {
    sourceId: id,
    draft,
    disabled,
    onChange: (changes: Partial<Draft>) => setDraft((before) => ({ ...before, ...changes })),
  };
  return (
    <div class={isDirty ? 'settings-form dirty' : 'settings-form'} ref={form}>
      {disabled && <Notice>{text.notEditable}</Notice>}
      <Form
        onSubmit={save}
        submit={text.save}
        disabled={disabled || !isDirty}
        more={isDirty && <Badge tone="warn">{text.unsaved}</Badge>}
      >
        <General {...part} />
        <Priority {...part} />
        <Creation {...part} />
        <Filters {...part} />
        <Templates {...part} />
        <Services {...part} />
        {isMail(draft.integrationType) ? <Mails {...part} /> : <Security {...part} />}
      </Form>
      {changedBy !== undefined && (
        <Dialog title={text.changed} onClose={() => setChangedBy(undefined)}>
          <p dir="auto">{text.changedWhy(changedBy)}</p>
          <div class="buttons">
            <Button onClick={() => setChangedBy(undefined)}>{common.cancel}</Button>
            <Button onClick={async () => take(await read())}>{text.takeTheirs}</Button>
            <Button
              kind="primary"
              onClick={async () => {
                setChangedBy(undefined);
                await write((await read()).etag);
              }}
            >
              {text.overwrite}
            </Button>
          </div>
        </Dialog>
      )}
    </div>
  );
}
