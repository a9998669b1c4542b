import { AppWindow, KeyRound } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { isAdmin } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh, useGet } from '../../../client/query.ts';
import { Button } from '../../../ui/button.tsx';
import { useAsk } from '../../../ui/dialog.tsx';
import { SegmentField, TextField } from '../../../ui/field.tsx';
import { LinesField } from '../../../ui/lines.tsx';
import { CodeBlock } from '../../../ui/list.tsx';
import { Card, Facts } from '../../../ui/page.tsx';
import { Badge } from '../../../ui/states.tsx';
import { toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords, words } from '../../../words/language.tsx';
import type { FieldsProps, Resource, ViewProps } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { Secrets } from '../framework/secrets.tsx';
import { ScopeList, ScopesField } from '../scopes.tsx';

type App = Api<'App'>;
type AppType = 'CONFIDENTIAL' | 'PUBLIC';

interface Draft {
  name: string;
  type: AppType;
  redirectUris: string[];
  scopes: string[] | undefined;
}

const appWords = words(
  {
    title: 'Apps',
    lead: 'Programs of others that act for people who have allowed it, by OAuth 2.',
    add: 'New app',
    newOne: 'New app',
    empty: 'No apps yet',
    emptyWhy: 'Register a program here; people then sign in to it with Tocsin, and say what it may do.',
    deleteWhy: 'Everybody’s grants end, and the program can do nothing any more.',
    fields: { name: 'Name', type: 'Kind', redirectUris: 'Redirect addresses', scopes: 'What it may ask for' },
    types: { CONFIDENTIAL: 'On a server', PUBLIC: 'On people’s devices' },
    typeHint: 'On a server it keeps a secret; on people’s devices it cannot, and uses PKCE alone.',
    redirectHint: 'One a line, https, compared to the letter.',
    clientId: 'Client id',
    clientSecret: 'Client secret',
    newSecret: 'New secret',
    newSecretWhy: 'The former one ends at once: the program has to be given the new one.',
  },
  {
    title: 'Apps',
    lead: 'Programme anderer, die über OAuth 2 für Personen handeln, die es erlaubt haben.',
    add: 'Neue App',
    newOne: 'Neue App',
    empty: 'Noch keine Apps',
    emptyWhy: 'Tragen Sie hier ein Programm ein; Personen melden sich dann darin mit Tocsin an und sagen, was es darf.',
    deleteWhy: 'Alle Erlaubnisse enden, und das Programm kann nichts mehr tun.',
    fields: { name: 'Name', type: 'Art', redirectUris: 'Weiterleitungsadressen', scopes: 'Worum sie bitten darf' },
    types: { CONFIDENTIAL: 'Auf einem Server', PUBLIC: 'Auf Geräten' },
    typeHint: 'Auf einem Server bewahrt sie ein Geheimnis; auf Geräten kann sie das nicht und nutzt nur PKCE.',
    redirectHint: 'Je Zeile eine, https, buchstabengenau verglichen.',
    clientId: 'Client-ID',
    clientSecret: 'Client-Secret',
    newSecret: 'Neues Secret',
    newSecretWhy: 'Das alte endet sofort: Das Programm braucht das neue.',
  },
);

const asType = (type: string): AppType => (type === 'PUBLIC' ? 'PUBLIC' : 'CONFIDENTIAL');

function View({ item, mayWrite }: ViewProps<App>) {
  const text = useWords(appWords);
  const common = useWords(commonWords);
  const ask = useAsk();
  const [fresh, setFresh] = useState<App>();
  const renew = async () => {
    if (!(await ask({ title: text.newSecret, text: text.newSecretWhy, yes: text.newSecret, danger: true }))) return;
    try {
      setFresh(await answer(api.POST('/developers/apps/{id}/secret', { params: { path: { id: item.id } } })));
    } catch (reason) {
      toastError(reason, common.failed);
    }
    await refresh('/developers/apps');
  };
  return (
    <>
      <Card
        actions={
          mayWrite &&
          item.type !== 'PUBLIC' && (
            <Button size="small" icon={<KeyRound aria-hidden="true" />} onClick={renew}>
              {text.newSecret}
            </Button>
          )
        }
      >
        <Facts
          of={[
            [text.fields.type, text.types[asType(item.type)]],
            [text.clientId, <CodeBlock key="id" text={item.clientId} label={text.clientId} />],
            [
              text.fields.redirectUris,
              <ul key="uris">
                {item.redirectUris.map((uri) => (
                  <li key={uri}>
                    <code>{uri}</code>
                  </li>
                ))}
              </ul>,
            ],
            [text.fields.scopes, <ScopeList key="scopes" scopes={item.scopes} />],
          ]}
        />
      </Card>
      {fresh?.clientSecret && (
        <Secrets
          secrets={[{ label: text.clientSecret, text: fresh.clientSecret }]}
          onClose={() => setFresh(undefined)}
        />
      )}
    </>
  );
}

function Fields({ draft, set, item }: FieldsProps<App, Draft>) {
  const text = useWords(appWords);
  return (
    <>
      <TextField label={text.fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      {item === undefined && (
        <SegmentField<AppType>
          label={text.fields.type}
          name="type"
          hint={text.typeHint}
          value={draft.type}
          onInput={(type) => set({ type })}
          options={(['CONFIDENTIAL', 'PUBLIC'] as const).map((value) => ({ value, text: text.types[value] }))}
        />
      )}
      <LinesField
        code
        label={text.fields.redirectUris}
        name="redirectUris"
        hint={text.redirectHint}
        value={draft.redirectUris}
        onInput={(redirectUris) => set({ redirectUris })}
      />
      <ScopesField value={draft.scopes} onInput={(scopes) => set({ scopes })} />
    </>
  );
}

const bodyOf = ({ scopes, ...draft }: Draft) => ({ ...draft, scopes: scopes ?? null });

export const apps: Resource<App, Draft> = {
  place: 'apps',
  entity: 'app',
  paths: ['/developers/apps'],
  words: appWords,
  Icon: AppWindow,
  useList: () => useAll('/developers/apps'),
  useOne: (id) => useGet('/developers/apps/{id}', { params: { path: { id } } }),
  titleOf: ({ name }) => name,
  searchedOf: ({ clientId }) => [clientId],
  Note: ({ item }) => <code>{item.clientId}</code>,
  End: ({ item }) => <Badge>{useWords(appWords).types[asType(item.type)]}</Badge>,
  View,
  Fields,
  blank: () => ({ name: '', type: 'CONFIDENTIAL', redirectUris: [], scopes: ['profile:r'] }),
  draftOf: ({ name, type, redirectUris, scopes }) => ({ name, type: asType(type), redirectUris, scopes }),
  create: (draft) => api.POST('/developers/apps', { body: bodyOf(draft) }),
  save: (id, draft, headers) =>
    api.PUT('/developers/apps/{id}', { params: { path: { id } }, headers, body: bodyOf(draft) }),
  remove: (id) => api.DELETE('/developers/apps/{id}', { params: { path: { id } } }),
  secretsOf: ({ clientId, clientSecret }) =>
    clientSecret
      ? [
          { label: appWords.en.clientId, text: clientId },
          { label: appWords.en.clientSecret, text: clientSecret },
        ]
      : [],
  mayRead: isAdmin,
  mayWrite: isAdmin,
};

export default resourceScreen(apps);
