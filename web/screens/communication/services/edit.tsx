import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { answer, api } from '../../../client/api.ts';
import type { ApiError } from '../../../client/error.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { CheckField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { PickManyField } from '../../../ui/pick.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { toast } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { Pairs } from '../pairs.tsx';
import { base, Conflict, isConflict, useCrumbs } from '../parts.tsx';
import { communicationWords } from '../words.ts';
import { draftOfService, newService, type ServiceDraft, serviceBody } from './body.ts';
import { serviceWords } from './words.ts';
import './services.css';

/** A service that is made. */
export default function NewService() {
  const text = useWords(serviceWords);
  const { route } = useLocation();
  const [draft, setDraft] = useState(newService);
  const create = async () => {
    const { id } = await answer(api.POST('/services', { body: serviceBody(draft) }));
    await refresh('/services');
    route(`${base}/services/${id}`);
  };
  return (
    <Page title={text.add} width="narrow" crumbs={useCrumbs('services')}>
      <Card>
        <ServiceForm draft={draft} onInput={setDraft} onSubmit={create} onCancel={() => route(`${base}/services`)} />
      </Card>
    </Page>
  );
}

/** A service that is changed. */
export function EditService() {
  const text = useWords(serviceWords);
  const { id = '' } = useRoute().params;
  const found = useGet('/services/{id}', { params: { path: { id }, query: { include: ['links'] } } });
  const crumbs = useCrumbs('services', { href: `${base}/services/${id}`, text: found.data?.name ?? '…' });
  const [round, setRound] = useState(0);
  return (
    <Page title={text.edit} width="narrow" crumbs={crumbs}>
      <Card>
        {found.data === undefined ? (
          found.error ? (
            <Failure error={found.error} retry={found.reload} />
          ) : (
            <Loading />
          )
        ) : (
          <EditForm
            key={round}
            id={found.data.id}
            etag={found.etag}
            initial={draftOfService(found.data)}
            onReload={async () => {
              await found.reload();
              setRound(round + 1);
            }}
          />
        )}
      </Card>
    </Page>
  );
}

interface EditFormProps {
  readonly id: number;
  readonly etag: string | undefined;
  readonly initial: ServiceDraft;
  readonly onReload: () => unknown;
}

function EditForm({ id, etag, initial, onReload }: EditFormProps) {
  const common = useWords(commonWords);
  const { route } = useLocation();
  const [draft, setDraft] = useState(initial);
  const [read] = useState(etag);
  const [conflict, setConflict] = useState<ApiError>();
  const save = async (ifMatch: string | undefined) => {
    setConflict(undefined);
    try {
      await answer(
        api.PUT('/services/{id}', {
          params: { path: { id } },
          body: serviceBody(draft),
          ...(ifMatch !== undefined && { headers: { 'if-match': ifMatch } }),
        }),
      );
    } catch (error) {
      if (!isConflict(error)) throw error;
      setConflict(error);
      return;
    }
    await refresh('/services', '/status-pages');
    toast({ text: common.saved });
    route(`${base}/services/${id}`);
  };
  return (
    <>
      {conflict && <Conflict error={conflict} onTakeTheirs={onReload} onSaveMine={() => save(undefined)} />}
      <ServiceForm
        draft={draft}
        onInput={setDraft}
        onSubmit={() => save(read)}
        onCancel={() => route(`${base}/services/${id}`)}
      />
    </>
  );
}

interface ServiceFormProps {
  readonly draft: ServiceDraft;
  readonly onInput: (draft: ServiceDraft) => void;
  readonly onSubmit: () => Promise<unknown>;
  readonly onCancel: () => void;
}

function ServiceForm({ draft, onInput, onSubmit, onCancel }: ServiceFormProps) {
  const text = useWords(serviceWords);
  const words = useWords(communicationWords);
  const common = useWords(commonWords);
  const set = (change: Partial<ServiceDraft>) => onInput({ ...draft, ...change });
  return (
    <Form onSubmit={onSubmit} submit={common.save} onCancel={onCancel}>
      <TextField label={words.name} name="name" maxLength={255} value={draft.name} onInput={(name) => set({ name })} />
      <TextArea
        label={words.description}
        name="description"
        optional
        value={draft.description}
        onInput={(description) => set({ description })}
      />
      <PickManyField
        kind="teams"
        label={words.teams}
        name="teams"
        hint={words.teamsHint}
        optional
        value={draft.teams}
        onInput={(teams) => set({ teams })}
      />
      <div class="columns">
        <TextField
          label={text.alias}
          name="alias"
          hint={text.aliasHint}
          optional
          value={draft.alias}
          onInput={(alias) => set({ alias })}
        />
        <TextField
          label={text.icon}
          name="iconUrl"
          type="url"
          hint={text.iconHint}
          optional
          value={draft.iconUrl}
          onInput={(iconUrl) => set({ iconUrl })}
        />
      </div>
      <div>
        <CheckField
          label={text.oneIncident}
          name="oneOpenIncidentOnly"
          hint={text.oneIncidentHint}
          value={draft.oneOpenIncidentOnly}
          onInput={(oneOpenIncidentOnly) => set({ oneOpenIncidentOnly })}
        />
        <CheckField
          label={text.showHistory}
          name="showUptimeHistory"
          value={draft.showUptimeHistory}
          onInput={(showUptimeHistory) => set({ showUptimeHistory })}
        />
      </div>
      <Pairs
        label={text.labels}
        name="labels"
        keyLabel={text.labelName}
        valueLabel={text.labelValue}
        add={text.addLabel}
        value={draft.labels}
        onInput={(labels) => set({ labels })}
      />
      <Pairs
        label={text.links}
        name="links"
        keyLabel={text.linkText}
        valueLabel={text.linkAddress}
        add={text.addLink}
        value={draft.links}
        onInput={(links) => set({ links })}
      />
    </Form>
  );
}
