import { Pencil, Trash2 } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { useMe } from '../../../app/session.tsx';
import { type Api, answer, api } from '../../../client/api.ts';
import type { ApiError } from '../../../client/error.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Button, IconButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckField, SegmentField, SelectField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card } from '../../../ui/page.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { serviceStatuses, serviceStatusOf, serviceStatusWords } from '../../../ui/service-status.tsx';
import { Loaded, Loading } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { Conflict, isConflict, mayEdit } from '../parts.tsx';
import { draftOfRule, newRule, type RuleDraft, ruleBody } from './rule-body.ts';
import { serviceWords } from './words.ts';

type Rule = Api<'AutomationRule'>;
type Owner = Pick<Api<'Service'>, 'id'>;

/** What alerts of sources do to a service by themselves. */
export function Rules({ service }: { readonly service: Owner }) {
  const text = useWords(serviceWords);
  const isEditor = mayEdit(useMe());
  const [edited, setEdited] = useState<string>();
  const found = useGet('/automation-rules', { params: { query: { service: service.id } } });
  return (
    <Card
      title={text.rules}
      actions={
        isEditor && (
          <Button size="small" onClick={() => setEdited('new')}>
            {text.addRule}
          </Button>
        )
      }
    >
      <Loaded of={found} lines={2}>
        {(all) =>
          all.length === 0 ? (
            <p class="faint">{text.noRules}</p>
          ) : (
            <ul class="services-lines">
              {all.map((rule) => (
                <Line key={rule.id} rule={rule} isEditor={isEditor} onEdit={() => setEdited(rule.id)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {edited === 'new' && <NewRule service={service} onClose={() => setEdited(undefined)} />}
      {edited !== undefined && edited !== 'new' && (
        <EditRule key={edited} id={edited} service={service} onClose={() => setEdited(undefined)} />
      )}
    </Card>
  );
}

interface LineProps {
  readonly rule: Rule;
  readonly isEditor: boolean;
  readonly onEdit: () => void;
}

function Line({ rule, isEditor, onEdit }: LineProps) {
  const text = useWords(serviceWords);
  const common = useWords(commonWords);
  const statuses = useWords(serviceStatusWords);
  const status = rule.serviceStatus ? statuses[serviceStatusOf(rule.serviceStatus)] : text.noStatus;
  const more = [
    ...(rule.template ? [text.ruleIncident(rule.template.name ?? `#${rule.template.id}`)] : []),
    ...(rule.template && rule.sendNotification ? [text.ruleTells] : []),
    ...(rule.resolveIncident || rule.resolveService ? [text.ruleEnds] : []),
  ];
  const back = async () => {
    await answer(api.POST('/automation-rules', { body: ruleBody(draftOfRule(rule), rule.service.id) }));
    await refresh('/automation-rules');
  };
  const remove = async () => {
    try {
      await answer(api.DELETE('/automation-rules/{rule}', { params: { path: { rule: rule.id } } }));
      await refresh('/automation-rules');
      toast({ text: text.ruleRemoved, action: { text: common.undo, run: back } });
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  const source = rule.alertSource.name ?? `#${rule.alertSource.id}`;
  return (
    <li>
      <div class="grow">
        <div dir="auto">{text.ruleText(source, rule.alertType === 'ACCEPTED', status)}</div>
        {more.length > 0 && (
          <div class="faint small" dir="auto">
            {more.join(', ')}
          </div>
        )}
      </div>
      {isEditor && (
        <span class="row">
          <IconButton size="small" label={`${text.editRule}: ${source}`} onClick={onEdit}>
            <Pencil aria-hidden="true" />
          </IconButton>
          <IconButton size="small" label={`${common.delete}: ${source}`} onClick={remove}>
            <Trash2 aria-hidden="true" />
          </IconButton>
        </span>
      )}
    </li>
  );
}

interface DialogProps {
  readonly service: Owner;
  readonly onClose: () => void;
}

function NewRule({ service, onClose }: DialogProps) {
  const text = useWords(serviceWords);
  const save = (draft: RuleDraft) => answer(api.POST('/automation-rules', { body: ruleBody(draft, service.id) }));
  return (
    <Dialog title={text.addRule} onClose={onClose}>
      <p class="faint">{text.rulesWhy}</p>
      <RuleForm initial={newRule} save={save} onClose={onClose} />
    </Dialog>
  );
}

/** Reads the rule anew, with the tag that tells whether somebody else has changed it. */
function EditRule({ id, service, onClose }: DialogProps & { readonly id: string }) {
  const text = useWords(serviceWords);
  const found = useGet('/automation-rules/{rule}', { params: { path: { rule: id } } });
  const [round, setRound] = useState(0);
  const save = (draft: RuleDraft, etag: string | undefined) =>
    answer(
      api.PUT('/automation-rules/{rule}', {
        params: { path: { rule: id } },
        body: ruleBody(draft, service.id),
        ...(etag !== undefined && { headers: { 'if-match': etag } }),
      }),
    );
  const reload = async () => {
    await found.reload();
    setRound(round + 1);
  };
  return (
    <Dialog title={text.editRule} onClose={onClose}>
      {found.data === undefined ? (
        <Loading />
      ) : (
        <RuleForm
          key={round}
          initial={draftOfRule(found.data)}
          etag={found.etag}
          save={save}
          onClose={onClose}
          onReload={reload}
        />
      )}
    </Dialog>
  );
}

interface RuleFormProps {
  readonly initial: RuleDraft;
  readonly etag?: string | undefined;
  readonly save: (draft: RuleDraft, etag: string | undefined) => Promise<unknown>;
  readonly onClose: () => void;
  readonly onReload?: () => unknown;
}

function RuleForm({ initial, etag, save, onClose, onReload }: RuleFormProps) {
  const text = useWords(serviceWords);
  const common = useWords(commonWords);
  const statuses = useWords(serviceStatusWords);
  const [draft, setDraft] = useState(initial);
  const [read] = useState(etag);
  const [conflict, setConflict] = useState<ApiError>();
  const set = (change: Partial<RuleDraft>) => setDraft({ ...draft, ...change });
  const submit = async (tag: string | undefined) => {
    setConflict(undefined);
    try {
      await save(draft, tag);
    } catch (error) {
      if (!isConflict(error)) throw error;
      setConflict(error);
      return;
    }
    await refresh('/automation-rules');
    toast({ text: text.ruleSaved });
    onClose();
  };
  return (
    <Form onSubmit={() => submit(read)} submit={common.save} onCancel={onClose}>
      {conflict && onReload && (
        <Conflict error={conflict} onTakeTheirs={onReload} onSaveMine={() => submit(undefined)} />
      )}
      <PickField
        kind="sources"
        label={text.ruleSource}
        name="alertSource"
        value={draft.source}
        onInput={(source) => set({ source })}
      />
      <SegmentField
        label={text.ruleTrigger}
        name="alertType"
        value={draft.alertType}
        onInput={(alertType) => set({ alertType })}
        options={[
          { value: 'CREATED', text: text.ruleCreated },
          { value: 'ACCEPTED', text: text.ruleAccepted },
        ]}
      />
      <SelectField
        label={text.ruleStatus}
        name="serviceStatus"
        value={draft.status}
        onInput={(status) => set({ status })}
        options={serviceStatuses.map((value) => ({ value, text: statuses[value] }))}
      />
      <PickField
        kind="incidentTemplates"
        label={text.ruleTemplate}
        name="template"
        hint={text.ruleTemplateHint}
        optional
        value={draft.template}
        onInput={(template) => set({ template })}
      />
      <div>
        <CheckField
          label={text.ruleNotify}
          name="sendNotification"
          value={draft.sendNotification}
          onInput={(sendNotification) => set({ sendNotification })}
        />
        <CheckField
          label={text.ruleResolveService}
          name="resolveService"
          value={draft.resolveService}
          onInput={(resolveService) => set({ resolveService })}
        />
        <CheckField
          label={text.ruleResolveIncident}
          name="resolveIncident"
          value={draft.resolveIncident}
          onInput={(resolveIncident) => set({ resolveIncident })}
        />
      </div>
    </Form>
  );
}
