import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { type Answered, answered } from '../../../client/api.ts';
import { ApiError } from '../../../client/error.ts';
import { refresh } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/form.tsx';
import { Card, Page } from '../../../ui/page.tsx';
import { Loaded, Notice } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { Conflict } from './conflict.tsx';
import { differences, isSame } from './differences.ts';
import { placesOf } from './places.ts';
import { PlaceList } from './remove.tsx';
import { type Id, type Resource, rootOf } from './resource.ts';
import { Secrets } from './secrets.tsx';
import { useUnsaved } from './unsaved.ts';
import { frameworkWords } from './words.ts';
import './framework.css';

interface Props<Item extends { readonly id: Id }, Draft extends object> {
  readonly resource: Resource<Item, Draft>;
}

/** The form for a new one. */
export function ResourceCreation<Item extends { readonly id: Id }, Draft extends object>({
  resource,
}: Props<Item, Draft>) {
  const { place, words, create, paths, titleOf, secretsOf, Fields } = resource;
  const text = useWords(words);
  const common = useWords(frameworkWords);
  const { save } = useWords(commonWords);
  const { query, route } = useLocation();
  const [blank] = useState(() => resource.blank(query));
  const [draft, setDraft] = useState(blank);
  const [made, setMade] = useState<Item>();
  const letGo = useUnsaved(made === undefined && !isSame(draft, blank));
  const leave = (item: Item) => route(`${rootOf(resource)}/${place}/${encodeURIComponent(item.id)}`, true);
  const send = async () => {
    const reply = create?.(draft);
    if (reply === undefined) return;
    const { body } = await answered(reply);
    letGo();
    await refresh(...paths);
    toast({ text: `${common.created}: ${titleOf(body)}` });
    if ((secretsOf?.(body) ?? []).length > 0) setMade(body);
    else leave(body);
  };
  return (
    <Page
      title={text.newOne}
      width="narrow"
      crumbs={[
        {
          href: rootOf(resource),
          text: common[rootOf(resource) === '/communication' ? 'communication' : 'configuration'],
        },
        { href: `${rootOf(resource)}/${place}`, text: text.title },
      ]}
    >
      <Card>
        <Form onSubmit={send} submit={save} onCancel={() => history.back()}>
          <Fields draft={draft} set={(change) => setDraft((before) => ({ ...before, ...change }))} item={undefined} />
        </Form>
      </Card>
      {made && <Secrets secrets={secretsOf?.(made) ?? []} onClose={() => leave(made)} />}
    </Page>
  );
}

/** The form of what is there. */
export function ResourceEdition<Item extends { readonly id: Id }, Draft extends object>({
  resource,
  id,
}: Props<Item, Draft> & { readonly id: string }) {
  const { place, words, titleOf } = resource;
  const text = useWords(words);
  const common = useWords(frameworkWords);
  const one = resource.useOne(id);
  const [read, setRead] = useState<Answered<Item>>();
  // What others save meanwhile does not change the form: the API tells when it is sent.
  if (read === undefined && one.data !== undefined && !one.isOld)
    setRead({ body: one.data, ...(one.etag && { etag: one.etag }) });
  return (
    <Page
      title={read ? titleOf(read.body) : text.title}
      width="narrow"
      crumbs={[
        {
          href: rootOf(resource),
          text: common[rootOf(resource) === '/communication' ? 'communication' : 'configuration'],
        },
        { href: `${rootOf(resource)}/${place}`, text: text.title },
        ...(read ? [{ href: `${rootOf(resource)}/${place}/${encodeURIComponent(id)}`, text: titleOf(read.body) }] : []),
      ]}
    >
      <Card>
        {read ? (
          <EditForm resource={resource} read={read} reread={() => one.reload()} newest={one} />
        ) : (
          <Loaded of={one}>{() => null}</Loaded>
        )}
      </Card>
    </Page>
  );
}

interface EditProps<Item extends { readonly id: Id }, Draft extends object> extends Props<Item, Draft> {
  readonly read: Answered<Item>;
  readonly reread: () => Promise<unknown>;
  /** What is there now, as far as it was read again. */
  readonly newest: { readonly data: Item | undefined; readonly etag: string | undefined };
}

function EditForm<Item extends { readonly id: Id }, Draft extends object>(props: EditProps<Item, Draft>) {
  const { resource, read, reread, newest } = props;
  const { place, words, save, saveUsed, paths, draftOf, Fields } = resource;
  const { fields } = useWords(words);
  const common = useWords(commonWords);
  const framework = useWords(frameworkWords);
  const { route } = useLocation();
  const [base, setBase] = useState(read);
  const [draft, setDraft] = useState(() => draftOf(read.body));
  const [refusal, setRefusal] = useState<ApiError>();
  const [loss, setLoss] = useState<ApiError>();
  const letGo = useUnsaved(!isSame(draft, draftOf(base.body)));
  const page = `${rootOf(resource)}/${place}/${encodeURIComponent(read.body.id)}`;

  const send = async (etag: string | undefined, how = save) => {
    const reply = how?.(read.body.id, draft, etag === undefined ? {} : { 'If-Match': etag });
    if (reply === undefined) return;
    try {
      await answered(reply);
    } catch (reason) {
      if (!(reason instanceof ApiError)) throw reason;
      if (saveUsed && placesOf(reason).length > 0) return setLoss(reason);
      if (reason.status !== 412) throw reason;
      await reread();
      return setRefusal(reason);
    }
    letGo();
    await refresh(...paths);
    toast({ text: common.saved });
    route(page, true);
  };
  // What it is refused for then stands at its field: the form is sent again by its own button.
  const overwrite = async () => {
    setBase({ body: base.body, ...(newest.etag && { etag: newest.etag }) });
    setRefusal(undefined);
    await send(newest.etag).catch((reason) => toastError(reason, common.failed));
  };
  const take = () => {
    if (newest.data === undefined) return;
    setBase({ body: newest.data, ...(newest.etag && { etag: newest.etag }) });
    setDraft(draftOf(newest.data));
    setRefusal(undefined);
  };

  return (
    <Form
      onSubmit={() => send(base.etag)}
      submit={common.save}
      onCancel={() => history.back()}
      disabled={refusal !== undefined}
    >
      {refusal && newest.data && (
        <Conflict
          refusal={refusal}
          differences={differences(draftOf(newest.data) as Record<string, unknown>, draft as Record<string, unknown>)}
          fields={fields}
          onTake={take}
          onOverwrite={overwrite}
        />
      )}
      {loss && (
        <Notice
          tone="warn"
          live
          title={framework.losesReach}
          actions={
            <Button size="small" kind="danger" onClick={() => send(base.etag, saveUsed).catch(setLoss)}>
              {framework.saveAnyway}
            </Button>
          }
        >
          <PlaceList places={placesOf(loss)} />
        </Notice>
      )}
      <Fields draft={draft} set={(change) => setDraft((before) => ({ ...before, ...change }))} item={base.body} />
    </Form>
  );
}
