import { useState } from 'preact/hooks';
import { teamsCloudNames } from '../../../../functions/domain/chat/teams-cloud.ts';
import { isAdmin, useMe } from '../../../app/session.tsx';
import { type Api, answer, answered, api } from '../../../client/api.ts';
import { ApiError } from '../../../client/error.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog, useAsk } from '../../../ui/dialog.tsx';
import { SelectField, TextArea, TextField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { Badge, Failure, Loaded } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { type Read, useGuarded } from '../framework/guarded.tsx';
import { frameworkWords } from '../framework/words.ts';
import { chatWords } from './words.ts';
import '../framework/framework.css';

type ChatApp = Api<'ChatApp'>;
type Type = ChatApp['type'];
type FieldName = keyof (typeof chatWords)['en']['fields'];

const types: readonly Type[] = ['slack', 'microsoft_teams', 'zoom', 'google_chat'];

const fieldsOf: Readonly<
  Record<Type, readonly { name: FieldName; kind?: 'secret' | 'long' | 'cloud'; isOptional?: true }[]>
> = {
  slack: [
    { name: 'botToken', kind: 'secret' },
    { name: 'signingSecret', kind: 'secret' },
  ],
  microsoft_teams: [
    { name: 'appId' },
    { name: 'tenantId' },
    { name: 'clientSecret', kind: 'secret' },
    { name: 'cloud', kind: 'cloud', isOptional: true },
  ],
  zoom: [
    { name: 'accountId' },
    { name: 'clientId' },
    { name: 'clientSecret', kind: 'secret' },
    { name: 'userId', isOptional: true },
  ],
  google_chat: [{ name: 'serviceAccount', kind: 'long' }],
};

const clouds = ['', ...teamsCloudNames.filter((name) => name !== 'PUBLIC')];

/** The apps by which Tocsin is in chats, one of each kind. */
export default function ChatApps() {
  const text = useWords(chatWords);
  const common = useWords(frameworkWords);
  const mayRead = isAdmin(useMe());
  const apps = useGet('/chat-apps', undefined, { enabled: mayRead });
  const [editing, setEditing] = useState<Type>();
  return (
    <Page title={text.title} lead={text.lead} crumbs={[{ href: '/configuration', text: common.configuration }]}>
      {mayRead ? (
        <Loaded of={apps}>
          {(all) => (
            <div class="chat-apps">
              {types.map((type) => (
                <AppCard
                  key={type}
                  type={type}
                  app={all.find((one) => one.type === type)}
                  onEdit={() => setEditing(type)}
                />
              ))}
            </div>
          )}
        </Loaded>
      ) : (
        <Failure error={new ApiError(403, '', 'FORBIDDEN')} />
      )}
      {editing && (
        <EditApp
          type={editing}
          isThere={apps.data?.some((one) => one.type === editing) ?? false}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}

function AppCard({
  type,
  app,
  onEdit,
}: {
  readonly type: Type;
  readonly app: ChatApp | undefined;
  readonly onEdit: () => void;
}) {
  const text = useWords(chatWords);
  const common = useWords(commonWords);
  const ask = useAsk();
  const remove = async () => {
    const title = `${common.remove}: ${text.names[type]}`;
    if (!(await ask({ title, text: text.removeWhy, yes: common.remove, danger: true }))) return;
    try {
      await answer(api.DELETE('/chat-apps/{type}', { params: { path: { type } } }));
      toast({ text: text.removed });
    } catch (reason) {
      toastError(reason, common.failed);
    }
    await refresh('/chat-apps');
  };
  return (
    <Card
      title={text.names[type]}
      actions={<Badge tone={app ? 'ok' : 'none'}>{app ? text.installed : text.notInstalled}</Badge>}
    >
      <div class="stack">
        {app ? (
          <p class="faint">
            {text.since} <Ago at={app.createdAt} />
          </p>
        ) : (
          <Steps type={type} />
        )}
        <div class="row">
          <Button onClick={onEdit}>{app ? text.change : text.setUp}</Button>
          {app && (
            <Button kind="danger" onClick={remove}>
              {common.remove}
            </Button>
          )}
        </div>
      </div>
    </Card>
  );
}

const Steps = ({ type }: { readonly type: Type }) => {
  const text = useWords(chatWords);
  return (
    <ol class="chat-steps">
      {text.steps[type].map((step) => (
        <li key={step}>{step.split('`').map((part, at) => (at % 2 === 1 ? <code key={part}>{part}</code> : part))}</li>
      ))}
    </ol>
  );
};

type Params = Readonly<Record<string, string>>;

const paramsOf = (type: Type, app: ChatApp | undefined): Params =>
  Object.fromEntries(fieldsOf[type].map(({ name }) => [name, typeof app?.[name] === 'string' ? app[name] : '']));

interface EditProps {
  readonly type: Type;
  readonly isThere: boolean;
  readonly onClose: () => void;
}

/** Reads the app anew, with the tag that tells whether somebody else has changed it. */
function EditApp({ type, isThere, onClose }: EditProps) {
  const text = useWords(chatWords);
  const found = useGet('/chat-apps/{type}', { params: { path: { type } } }, { enabled: isThere });
  const read = found.data && !found.isOld ? { draft: paramsOf(type, found.data), etag: found.etag } : undefined;
  return (
    <Dialog title={text.names[type]} width="wide" onClose={onClose}>
      <Steps type={type} />
      {isThere && read === undefined ? (
        <Loaded of={found}>{() => null}</Loaded>
      ) : (
        <AppForm type={type} read={read ?? { draft: paramsOf(type, undefined), etag: undefined }} onClose={onClose} />
      )}
      {isThere && <p class="faint small">{text.keep}</p>}
    </Dialog>
  );
}

interface FormProps {
  readonly type: Type;
  readonly read: Read<Params>;
  readonly onClose: () => void;
}

function AppForm({ type, read, onClose }: FormProps) {
  const text = useWords(chatWords);
  const common = useWords(commonWords);
  const [params, setParams] = useState(read.draft);
  const path = { type };
  const { submit, conflict, isRefused } = useGuarded({
    read,
    draft: params,
    setDraft: setParams,
    fields: text.fields,
    secrets: fieldsOf[type].filter(({ kind }) => kind === 'secret' || kind === 'long').map(({ name }) => name),
    save: async (etag) => {
      const body = Object.fromEntries(Object.entries(params).filter(([, value]) => value !== ''));
      const headers = etag === undefined ? {} : { 'if-match': etag };
      await answer(api.PUT('/chat-apps/{type}', { params: { path }, body, headers }));
      toast({ text: text.saved });
      onClose();
      await refresh('/chat-apps');
    },
    reread: async () => {
      const { body, etag } = await answered(api.GET('/chat-apps/{type}', { params: { path } }));
      return { draft: paramsOf(type, body), etag };
    },
  });
  const set = (name: string) => (value: string) => setParams({ ...params, [name]: value });
  return (
    <Form onSubmit={submit} submit={common.save} onCancel={onClose} disabled={isRefused}>
      {conflict}
      {fieldsOf[type].map(({ name, kind, isOptional = false }) => {
        const field = {
          label: text.fields[name],
          name,
          optional: isOptional,
          value: params[name] ?? '',
          onInput: set(name),
        };
        if (kind === 'long') return <TextArea key={name} code {...field} />;
        if (kind === 'cloud')
          return (
            <SelectField
              key={name}
              {...field}
              options={clouds.map((value) => ({
                value: value as string,
                text: value === '' ? text.publicCloud : value,
              }))}
            />
          );
        return <TextField key={name} code {...(kind === 'secret' && { 'data-secret': '' })} {...field} />;
      })}
    </Form>
  );
}
