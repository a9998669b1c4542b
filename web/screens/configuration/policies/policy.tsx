import { useRoute } from 'preact-iso';
import { useGet } from '../../../client/query.ts';
import { Page } from '../../../ui/page.tsx';
import { Failure, Loading } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { Editor } from './editor.tsx';
import { policyWords } from './words.ts';

/** A policy, or a new one. */
export default function PolicyScreen() {
  const { id = '' } = useRoute().params;
  return id === 'new' ? <Editor /> : <Stored key={id} id={Number(id)} />;
}

function Stored({ id }: { readonly id: number }) {
  const text = useWords(policyWords);
  const { data, etag, error, reload } = useGet(
    '/escalation-policies/{id}',
    { params: { path: { id } } },
    { every: 15_000 },
  );
  if (data !== undefined) return <Editor stored={{ policy: data, etag }} />;
  return (
    <Page title={text.one} crumbs={[{ href: '/configuration/policies', text: text.title }]}>
      {error === undefined ? <Loading /> : <Failure error={error} retry={reload} />}
    </Page>
  );
}
