import { UserPlus, X } from 'lucide-preact';
import { useState } from 'preact/hooks';
import { isAdmin, useMe } from '../../../app/session.tsx';
import { useAction } from '../../../client/action.ts';
import { type Api, answer, api } from '../../../client/api.ts';
import { refresh } from '../../../client/query.ts';
import { IconButton } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { Form } from '../../../ui/form.tsx';
import { List } from '../../../ui/list.tsx';
import { Card } from '../../../ui/page.tsx';
import { PickField } from '../../../ui/pick.tsx';
import type { Reference } from '../../../ui/references.ts';
import { Avatar, nameOf } from '../../../ui/states.tsx';
import { toast, toastError } from '../../../ui/toast.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { asTeamRole, roleWords, type TeamRole, teamRoles } from '../people.ts';
import { teamWords } from './words.ts';

type Team = Api<'Team'>;

const put = (team: number, user: number, role: TeamRole) =>
  answer(api.POST('/teams/{id}/members', { params: { path: { id: team } }, body: { user: { id: user }, role } }));

/** Who is in a team: added, given another role, and taken out again at once. */
export function Members({ team }: { readonly team: Team }) {
  const text = useWords(teamWords);
  const common = useWords(commonWords);
  const roles = useWords(roleWords);
  const me = useMe();
  const isOwn = team.members.some(({ user, role }) => user.id === me.id && role === 'ADMIN');
  const mayWrite = isAdmin(me) || isOwn;
  const change = useAction(async (what: () => Promise<unknown>, said?: string, undo?: () => Promise<unknown>) => {
    try {
      await what();
      if (said)
        toast({
          text: said,
          ...(undo && {
            action: {
              text: common.undo,
              run: async () => {
                await undo().catch((reason) => toastError(reason, common.failed));
                await refresh('/teams');
              },
            },
          }),
        });
    } catch (reason) {
      toastError(reason, common.failed);
    }
    await refresh('/teams');
  });
  return (
    <Card flush title={text.fields.members}>
      {team.members.length === 0 && <p class="configuration-pad faint">{text.nobody}</p>}
      <List>
        {team.members.map(({ user, role }) => (
          <li key={user.id}>
            <div class="list-row team-member">
              <span class="row person">
                <Avatar person={user} />
                <a href={`/configuration/users/${user.id}`}>
                  <bdi>{nameOf(user)}</bdi>
                </a>
              </span>
              {mayWrite ? (
                <span class="row">
                  <select
                    class="input configuration-role"
                    aria-label={text.role(nameOf(user))}
                    value={role}
                    disabled={change.isRunning}
                    onChange={(event) => {
                      const next = asTeamRole(event.currentTarget.value);
                      change.run(() => put(team.id, user.id, next), common.saved);
                    }}
                  >
                    {teamRoles.map((one) => (
                      <option key={one} value={one}>
                        {roles[one]}
                      </option>
                    ))}
                  </select>
                  <IconButton
                    size="small"
                    label={text.removeMember(nameOf(user))}
                    disabled={change.isRunning}
                    onClick={() =>
                      change.run(
                        () =>
                          answer(
                            api.DELETE('/teams/{id}/members/{user}', {
                              params: { path: { id: team.id, user: user.id } },
                            }),
                          ),
                        text.memberRemoved(nameOf(user)),
                        () => put(team.id, user.id, asTeamRole(role)),
                      )
                    }
                  >
                    <X aria-hidden="true" />
                  </IconButton>
                </span>
              ) : (
                <span class="faint">{roles[role] ?? role}</span>
              )}
            </div>
          </li>
        ))}
      </List>
      {mayWrite && <NewMember team={team} />}
    </Card>
  );
}

function NewMember({ team }: { readonly team: Team }) {
  const text = useWords(teamWords);
  const common = useWords(commonWords);
  const roles = useWords(roleWords);
  const [user, setUser] = useState<Reference>();
  const [role, setRole] = useState<TeamRole>('RESPONDER');
  const send = async () => {
    await answer(
      api.POST('/teams/{id}/members', {
        params: { path: { id: team.id } },
        body: { user: { id: user?.id ?? 0 }, role },
      }),
    );
    if (user) toast({ text: text.memberAdded(nameOf(user as { id: number })) });
    setUser(undefined);
    await refresh('/teams');
  };
  return (
    <div class="configuration-foot">
      <Form onSubmit={send} submit={common.add} disabled={user === undefined} more={<UserPlus aria-hidden="true" />}>
        <div class="columns">
          <PickField kind="users" label={text.addMember} name="user" value={user} onInput={setUser} />
          <SelectField
            label={text.roleOfNew}
            name="role"
            value={role}
            onInput={setRole}
            options={teamRoles.map((value) => ({ value, text: roles[value] ?? value }))}
          />
        </div>
      </Form>
    </div>
  );
}
