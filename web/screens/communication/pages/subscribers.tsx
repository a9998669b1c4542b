import { Download, Upload, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Ago } from '../../../time/now.tsx';
import { Button, IconButton, LinkButton } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { CheckField, SegmentField, TextArea } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { List, Row, SearchField } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { Badge, Empty, Loaded, Notice } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { Followers } from '../followers.tsx';
import { communicationWords } from '../words.ts';
import { importsOf } from './import.ts';
import { subscribersCsvAddress } from './preview.ts';
import { pageWords } from './words.ts';

type StatusPage = Api<'StatusPage'>;
type Subscriber = Api<'PageSubscriber'>;

interface SubscribersProps {
  readonly page: StatusPage;
  readonly isEditor: boolean;
}

/** Who is told of a page: outside, for those who may write it, and inside. */
export function Subscribers({ page, isEditor }: SubscribersProps) {
  const text = useWords(pageWords);
  return (
    <div class="communication-split">
      {isEditor && <Outside page={page} />}
      <Followers
        of={{ kind: 'page', id: page.id }}
        title={text.followers}
        hint={text.followersHint}
        none={text.nobodyFollows}
        isFollowing={page.subscribed === true}
      />
    </div>
  );
}

function Outside({ page }: { readonly page: StatusPage }) {
  const text = useWords(pageWords);
  const [isImporting, setImporting] = useState(false);
  const found = useGet('/status-pages/{id}/subscribers', { params: { path: { id: page.id } } });
  const takesThem = page.visibility === 'PUBLIC' && page.activated && page.showSubscribeAction;
  return (
    <Card
      title={text.subscribers}
      actions={
        <>
          <LinkButton
            size="small"
            href={subscribersCsvAddress(page.id)}
            target="_self"
            download
            icon={<Download aria-hidden="true" />}
          >
            {text.export}
          </LinkButton>
          {takesThem && (
            <Button size="small" icon={<Upload aria-hidden="true" />} onClick={() => setImporting(true)}>
              {text.import}
            </Button>
          )}
        </>
      }
    >
      <div class="stack">
        {!takesThem && <Notice tone="none">{text.notSubscribable}</Notice>}
        <Loaded of={found}>{(all) => <Found page={page} all={all} />}</Loaded>
      </div>
      {isImporting && <Import pageId={page.id} onClose={() => setImporting(false)} />}
    </Card>
  );
}

const size = 100;

function Found({ page, all }: { readonly page: StatusPage; readonly all: readonly Subscriber[] }) {
  const text = useWords(pageWords);
  const words = useWords(communicationWords);
  const common = useWords(commonWords);
  const [search, setSearch] = useState('');
  const [shown, setShown] = useState(size);
  const names = new Map(page.services.map(({ id, name }) => [id, name ?? `#${id}`]));
  const found = all.filter(({ target }) => target.toLowerCase().includes(search.trim().toLowerCase()));
  const remove = async ({ id, target, type, locale, services, status }: Subscriber) => {
    const path = { id: page.id, subscriberId: id };
    const back = async () => {
      const body = [{ target, type, locale, services }];
      await answer(
        api.POST('/status-pages/{id}/subscribers_bulk', {
          params: { path: { id: page.id }, query: { import: true } },
          body,
        }),
      );
      await refresh('/status-pages');
    };
    try {
      await answer(api.DELETE('/status-pages/{id}/subscribers/{subscriberId}', { params: { path } }));
      await refresh('/status-pages');
      toast({
        text: text.unsubscribed(target),
        ...(status === 'CONFIRMED' && { action: { text: common.undo, run: back } }),
      });
    } catch (error) {
      toastError(error, common.failed);
    }
  };
  if (all.length === 0) return <Empty title={text.noSubscribers}>{text.noSubscribersWhy}</Empty>;
  return (
    <>
      <div class="communication-filters">
        <SearchField label={text.findSubscriber} value={search} onInput={setSearch} />
      </div>
      {found.length === 0 ? (
        <Empty title={words.noMatch} />
      ) : (
        <List>
          {found.slice(0, shown).map((one) => (
            <Row
              key={one.id}
              title={one.target}
              end={
                <>
                  <Badge tone={one.status === 'CONFIRMED' ? 'ok' : 'none'}>
                    {one.status === 'CONFIRMED' ? text.confirmed : text.pending}
                  </Badge>
                  <IconButton size="small" label={text.unsubscribe(one.target)} onClick={() => remove(one)}>
                    <X aria-hidden="true" />
                  </IconButton>
                </>
              }
            >
              {text.types[one.type]} · {one.locale.slice(0, 2).toUpperCase()} ·{' '}
              <bdi>
                {one.services.length === 0
                  ? text.everything
                  : one.services.map((id) => names.get(id) ?? `#${id}`).join(', ')}
              </bdi>{' '}
              · <Ago at={one.confirmedAt ?? one.createdAt} />
            </Row>
          ))}
        </List>
      )}
      {found.length > shown && (
        <div class="communication-more">
          <Button onClick={() => setShown(shown + size)}>{words.more}</Button>
        </div>
      )}
    </>
  );
}

function Import({ pageId, onClose }: { readonly pageId: number; readonly onClose: () => void }) {
  const text = useWords(pageWords);
  const [targets, setTargets] = useState('');
  const [locale, setLocale] = useState<Subscriber['locale']>('en-GB');
  const [isConfirmed, setConfirmed] = useState(false);
  const run = async () => {
    let count = 0;
    for (const body of importsOf(targets, locale)) {
      const query = isConfirmed ? { import: true } : {};
      const call = { params: { path: { id: pageId }, query }, body };
      count += (await answer(api.POST('/status-pages/{id}/subscribers_bulk', call))).length;
    }
    await refresh('/status-pages');
    toast({ text: isConfirmed ? text.imported(count) : text.invited });
    onClose();
  };
  return (
    <Dialog title={text.import} onClose={onClose}>
      <Form onSubmit={run} submit={text.import} onCancel={onClose} disabled={targets.trim() === ''}>
        <TextArea
          label={text.importTargets}
          hint={text.importHint}
          code
          rows={8}
          value={targets}
          onInput={setTargets}
        />
        <SegmentField
          label={text.language}
          value={locale}
          onInput={setLocale}
          options={[
            { value: 'en-GB', text: 'English' },
            { value: 'de-DE', text: 'Deutsch' },
          ]}
        />
        <CheckField
          label={text.importConfirmed}
          hint={text.importConfirmedHint}
          value={isConfirmed}
          onInput={setConfirmed}
        />
      </Form>
    </Dialog>
  );
}
