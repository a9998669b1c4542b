import { Pencil, Trash2 } from 'lucide-preact';
import { useLocation } from 'preact-iso';
import { isAdmin, isResponder, useMe } from '../../../app/session.tsx';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Page } from '../../../ui/page.tsx';
import { Loaded } from '../../../ui/states.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { History } from './history.tsx';
import { useRemove } from './remove.tsx';
import { type Id, type Resource, rootOf } from './resource.ts';
import { frameworkWords } from './words.ts';
import './framework.css';

interface Props<Item extends { readonly id: Id }, Draft extends object> {
  readonly resource: Resource<Item, Draft>;
  readonly id: string;
}

/** One of a kind: what it is, what can be done with it, and who changed it. */
export function ResourceDetail<Item extends { readonly id: Id }, Draft extends object>({
  resource,
  id,
}: Props<Item, Draft>) {
  const { place, words, titleOf, entity } = resource;
  const common = useWords(frameworkWords);
  const text = useWords(words);
  const me = useMe();
  const one = resource.useOne(id);
  return (
    <Page
      title={one.data ? titleOf(one.data) : text.title}
      crumbs={[
        {
          href: rootOf(resource),
          text: common[rootOf(resource) === '/communication' ? 'communication' : 'configuration'],
        },
        { href: `${rootOf(resource)}/${place}`, text: text.title },
      ]}
      actions={one.data && <Tools resource={resource} item={one.data} reload={one.reload} />}
    >
      <Loaded of={one}>
        {(item) => (
          <div class="stack loose">
            <resource.View item={item} mayWrite={(resource.mayWrite ?? isResponder)(me)} reload={one.reload} />
            {isAdmin(me) && entity !== '' && <History entity={entity} id={item.id} fields={text.fields} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Tools<Item extends { readonly id: Id }, Draft extends object>(props: {
  readonly resource: Resource<Item, Draft>;
  readonly item: Item;
  readonly reload: () => Promise<unknown>;
}) {
  const { resource, item, reload } = props;
  const { place, titleOf, remove, removeUsed, removeInto, save, paths, words, Actions } = resource;
  const { edit, delete: deleteWord } = useWords(commonWords);
  const { deleteWhy } = useWords(words);
  const { route } = useLocation();
  const mayWrite = (resource.mayWrite ?? isResponder)(useMe());
  const removal = useRemove({
    name: titleOf(item),
    why: deleteWhy,
    paths,
    remove: () => remove?.(item.id),
    removeUsed: removeUsed && (() => removeUsed(item.id)),
    removeInto: removeInto && ((successor) => removeInto(item.id, successor)),
    onRemoved: () => route(`${rootOf(resource)}/${place}`),
  });
  return (
    <>
      {Actions && <Actions item={item} mayWrite={mayWrite} reload={reload} />}
      {mayWrite && remove && (
        <Button kind="danger" icon={<Trash2 aria-hidden="true" />} busy={removal.isRunning} onClick={removal.start}>
          {deleteWord}
        </Button>
      )}
      {mayWrite && save && (
        <LinkButton
          kind="primary"
          href={`${rootOf(resource)}/${place}/${encodeURIComponent(item.id)}/edit`}
          icon={<Pencil aria-hidden="true" />}
        >
          {edit}
        </LinkButton>
      )}
      {removal.dialog}
    </>
  );
}
