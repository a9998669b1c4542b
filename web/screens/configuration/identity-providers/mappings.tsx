import { Plus, X } from 'lucide-preact';
import type { ComponentChildren } from 'preact';
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

interface MappingsProps<Mapping> {
  readonly value: readonly Mapping[];
  readonly onInput: (all: Mapping[]) => void;
}

interface TableProps<Mapping> extends MappingsProps<Mapping> {
  /** Where they stand in the body. */
  readonly path: 'roleMappings' | 'teamMappings';
  readonly blank: Mapping;
  /** What somebody gets by it. */
  readonly children: (mapping: Mapping, set: (what: Partial<Mapping>) => void, path: string) => ComponentChildren;
}

/** What the provider says of somebody, and what they get by it, line by line. */
function Mappings<Mapping extends { value: string }>(props: TableProps<Mapping>) {
  const { value, onInput, path, blank, children } = props;
  const text = useWords(providerWords);
  const common = useWords(commonWords);
  const set = (at: number, what: Partial<Mapping>) =>
    onInput(value.map((one, index) => (index === at ? { ...one, ...what } : one)));
  return (
    <fieldset class="field">
      <legend>{text.fields[path]}</legend>
      {value.map((mapping, at) => (
        <div class="mapping" key={at}>
          <TextField
            label={text.value}
            name={`${path}.${at}.value`}
            value={mapping.value}
            onInput={(next) => set(at, { value: next } as Partial<Mapping>)}
          />
          {children(mapping, (what) => set(at, what), `${path}.${at}`)}
          <IconButton label={common.remove} onClick={() => onInput(value.filter((_, index) => index !== at))}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ))}
      <div class="row">
        <Button size="small" icon={<Plus aria-hidden="true" />} onClick={() => onInput([...value, blank])}>
          {text.addMapping}
        </Button>
      </div>
    </fieldset>
  );
}

interface RoleFieldProps<Role extends string> {
  readonly label: string;
  readonly name: string;
  readonly of: readonly Role[];
  readonly value: Role;
  readonly onInput: (role: Role) => void;
}

function RoleField<Role extends string>({ of, ...field }: RoleFieldProps<Role>) {
  const roles = useWords(roleWords);
  return <SelectField<Role> {...field} options={of.map((one) => ({ value: one, text: roles[one] ?? one }))} />;
}

/** Which role somebody has by what the provider says of them: the first that fits. */
export function RoleMappings(props: MappingsProps<RoleMapping>) {
  const text = useWords(providerWords);
  return (
    <Mappings {...props} path="roleMappings" blank={{ value: '', role: 'USER' }}>
      {({ role }, set, path) => (
        <RoleField
          label={text.role}
          name={`${path}.role`}
          of={accountRoles}
          value={role}
          onInput={(next) => set({ role: next })}
        />
      )}
    </Mappings>
  );
}

/** Which teams somebody joins by what the provider says of them. */
export function TeamMappings(props: MappingsProps<TeamMapping>) {
  const text = useWords(providerWords);
  return (
    <Mappings {...props} path="teamMappings" blank={{ value: '', team: { id: 0 }, teamRole: 'RESPONDER' }}>
      {({ team, teamRole }, set, path) => (
        <>
          <PickField
            kind="teams"
            label={text.team}
            name={`${path}.team`}
            value={team.id === 0 ? undefined : team}
            onInput={(next) => set({ team: (next as TeamMapping['team'] | undefined) ?? { id: 0 } })}
          />
          <RoleField
            label={text.teamRole}
            name={`${path}.teamRole`}
            of={teamRoles}
            value={teamRole}
            onInput={(next) => set({ teamRole: next })}
          />
        </>
      )}
    </Mappings>
  );
}
