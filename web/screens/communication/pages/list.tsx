import { PanelsTopLeft, Plus } from 'lucide-preact';
import { useMe } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { LinkButton } from '../../../ui/button.tsx';
import { Card } from '../../../ui/page.tsx';
import { Empty, Failure, Loading } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { base, CommunicationPage, mayEdit } from '../parts.tsx';
import { communicationWords } from '../words.ts';
import { PageRow } from './row.tsx';
import { pageWords } from './words.ts';

/** Every status page, what it says now, and the way to it. */
export default function Pages() {
  const text = useWords(pageWords);
  const words = useWords(communicationWords);
  const isEditor = mayEdit(useMe());
  const pages = useAll('/status-pages', {}, { every: 30_000 });
  const add = isEditor && (
    <LinkButton kind="primary" href={`${base}/status-pages/new`} icon={<Plus aria-hidden="true" />}>
      {text.add}
    </LinkButton>
  );
  return (
    <CommunicationPage title={words.pages} actions={add}>
      <Card flush>
        {pages.items === undefined ? (
          pages.error ? (
            <Failure error={pages.error} retry={pages.reload} />
          ) : (
            <Loading />
          )
        ) : pages.items.length === 0 ? (
          <Empty icon={<PanelsTopLeft aria-hidden="true" />} title={text.none}>
            {text.noneWhy}
          </Empty>
        ) : (
          <ul class="list">
            {pages.items.map((page) => (
              <PageRow key={page.id} page={page} />
            ))}
          </ul>
        )}
      </Card>
    </CommunicationPage>
  );
}
