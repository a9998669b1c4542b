import { Plus, X } from 'lucide-preact';
import { Button, IconButton } from '../../../ui/button.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { commonWords } from '../../../words/common.ts';
import { useWords } from '../../../words/language.tsx';
import { type AccountRole, accountRoles, roleWords, type TeamRole, teamRoles } from '../people.ts';
import { providerWords } from './words.ts';

export interface RoleMapping {
  value: string;
  role: AccountRole;
}

export interface TeamMapping {
  value: string;
  team: { id: number; name?: string };
  teamRole: TeamRole;
}

/** Which role somebody has by what the provider says of them: the first that fits. */
export function RoleMappings(props: {
  readonly value: readonly RoleMapping[];
  readonly onInput: (all: RoleMapping[]) => void;
}) {
  const { value, onInput } = props;
  const text = useWords(providerWords);
  const common = useWords(commonWords);
  const roles = useWords(roleWords);
  const set = (at: number, what: Partial<RoleMapping>) =>
    onInput(value.map((one, index) => (index === at ? { ...one, ...what } : one)));
  return (
    <fieldset class="field">
      <legend>{text.fields.roleMappings}</legend>
      {value.map((mapping, at) => (
        <div class="mapping" key={at}>
          <TextField
            label={text.value}
            name={`roleMappings.${at}.value`}
            value={mapping.value}
            onInput={(next) => set(at, { value: next })}
          />
          <SelectField<AccountRole>
            label={text.role}
            name={`roleMappings.${at}.role`}
            value={mapping.role}
            onInput={(role) => set(at, { role })}
            options={accountRoles.map((one) => ({ value: one, text: roles[one] ?? one }))}
          />
          <IconButton label={common.remove} onClick={() => onInput(value.filter((_, index) => index !== at))}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <div class="row">
        <Button
          size="small"
          icon={<Plus aria-hidden="true" />}
          onClick={() => onInput([...value, { value: '', role: 'USER' }])}
        >
          {text.addMapping}
        </Button>
      </div>
    </fieldset>
  );
}

/** Which teams somebody joins by what the provider says of them. */
export function TeamMappings(props: {
  readonly value: readonly TeamMapping[];
  readonly onInput: (all: TeamMapping[]) => void;
}) {
  const { value, onInput } = props;
  const text = useWords(providerWords);
  const common = useWords(commonWords);
  const roles = useWords(roleWords);
  const set = (at: number, what: Partial<TeamMapping>) =>
    onInput(value.map((one, index) => (index === at ? { ...one, ...what } : one)));
  return (
    <fieldset class="field">
      <legend>{text.fields.teamMappings}</legend>
      {value.map((mapping, at) => (
        <div class="mapping" key={at}>
          <TextField
            label={text.value}
            name={`teamMappings.${at}.value`}
            value={mapping.value}
            onInput={(next) => set(at, { value: next })}
          />
          <PickField
            kind="teams"
            label={text.team}
            name={`teamMappings.${at}.team`}
            value={mapping.team.id === 0 ? undefined : mapping.team}
            onInput={(team) => set(at, { team: (team as TeamMapping['team'] | undefined) ?? { id: 0 } })}
          />
          <SelectField<TeamRole>
            label={text.teamRole}
            name={`teamMappings.${at}.teamRole`}
            value={mapping.teamRole}
            onInput={(teamRole) => set(at, { teamRole })}
            options={teamRoles.map((one) => ({ value: one, text: roles[one] ?? one }))}
          />
          <IconButton label={common.remove} onClick={() => onInput(value.filter((_, index) => index !== at))}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <div class="row">
        <Button
          size="small"
          icon={<Plus aria-hidden="true" />}
          onClick={() => onInput([...value, { value: '', team: { id: 0 }, teamRole: 'RESPONDER' }])}
        >
          {text.addMapping}
        </Button>
      </div>
    </fieldset>
  );
}
