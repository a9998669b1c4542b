import { UsersRound } from 'lucide-preact';
import { isAdmin } from '../../../app/session.tsx';
import { useAll } from '../../../client/all.ts';
import { type Api, api } from '../../../client/api.ts';
import { useGet } from '../../../client/query.ts';
import { SegmentField, TextField } from '../../../ui/field.tsx';
import { PickManyField } from '../../../ui/pick.tsx';
import { Badge, nameOf } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import type { FieldsProps, Resource } from '../framework/resource.ts';
import { resourceScreen } from '../framework/screen.tsx';
import { asTeamRole, type TeamRole } from '../people.ts';
import { Members } from './members.tsx';
import { teamWords } from './words.ts';

type Team = Api<'Team'>;
type Visibility = Team['visibility'];

interface Draft {
  name: string;
  visibility: Visibility;
  members: { user: { id: number; firstName?: string; lastName?: string }; role: TeamRole }[];
}

function Fields({ draft, set, item }: FieldsProps<Team, Draft>) {
  const text = useWords(teamWords);
  return (
    <>
      <TextField label={text.fields.name} name="name" value={draft.name} onInput={(name) => set({ name })} />
      <SegmentField<Visibility>
        label={text.fields.visibility}
        name="visibility"
        hint={text.visibilityHint}
        value={draft.visibility}
        onInput={(visibility) => set({ visibility })}
        options={(['PUBLIC', 'PRIVATE'] as const).map((value) => ({ value, text: text.visibilities[value] }))}
      />
      {item === undefined && (
        <PickManyField
          kind="users"
          label={text.fields.members}
          name="members"
          optional
          value={draft.members.map(({ user }) => user)}
          onInput={(users) =>
            set({
              members: users.map((user) => ({
                user: user as Draft['members'][number]['user'],
                role: draft.members.find((one) => one.user.id === user.id)?.role ?? 'RESPONDER',
              })),
            })
          }
        />
      )}
    </>
  );
}

const bodyOf = ({ name, visibility, members }: Draft) => ({
  name,
  visibility,
  members: members.map(({ user, role }) => ({ user: { id: user.id }, role })),
});

export const teams: Resource<Team, Draft> = {
  place: 'teams',
  entity: 'team',
  paths: ['/teams'],
  words: teamWords,
  Icon: UsersRound,
  useList: () => useAll('/teams'),
  useOne: (id) => useGet('/teams/{id}', { params: { path: { id } } }),
  titleOf: ({ name }) => name,
  searchedOf: ({ members }) => members.map(({ user }) => nameOf(user)),
  Note: ({ item }) => <>{useWords(teamWords).count(item.members.length)}</>,
  End: ({ item }) => (item.visibility === 'PRIVATE' ? <Badge>{useWords(teamWords).visibilities.PRIVATE}</Badge> : null),
  View: ({ item }) => <Members team={item} />,
  Fields,
  blank: () => ({ name: '', visibility: 'PUBLIC', members: [] }),
  draftOf: ({ name, visibility, members }) => ({
    name,
    visibility,
    members: members.map(({ user, role }) => ({ user, role: asTeamRole(role) })),
  }),
  create: (draft) => api.POST('/teams', { body: bodyOf(draft) }),
  save: (id, draft, headers) => api.PUT('/teams/{id}', { params: { path: { id } }, headers, body: bodyOf(draft) }),
  remove: (id) => api.DELETE('/teams/{id}', { params: { path: { id } } }),
  mayWrite: isAdmin,
};

export default resourceScreen(teams);
