import { FolderPlus, X } from 'lucide-preact';
import { Button, IconButton } from '../../../ui/button.tsx';
import { PickField } from '../../../ui/pick.tsx';
import { Sortable } from '../../../ui/sortable.tsx';
import { useWords } from '../../../words/language.tsx';
import {
  type GroupLine,
  groupsOf,
  keyOf,
  type Line,
  type Option,
  type Outline,
  type ServiceLine,
  toggled,
  withChangedGroup,
  withGroup,
  withoutGroup,
  withoutService,
  withService,
  withServiceIn,
  withServiceOption,
} from './structure.ts';
import { pageWords } from './words.ts';

interface OutlineProps {
  readonly outline: Outline;
  readonly onInput: (outline: Outline) => void;
}

const serviceName = ({ service }: ServiceLine): string => service.name ?? `#${service.id}`;
const nameOf = (line: Line): string => (line.kind === 'group' ? line.name : serviceName(line));

/** What a page shows and in which order: dragged, or moved by buttons; a service's group is chosen at it. */
export function OutlineEditor({ outline, onInput }: OutlineProps) {
  const text = useWords(pageWords);
  return (
    <div class="stack">
      {outline.length === 0 && <p class="faint">{text.noContent}</p>}
      <Sortable items={outline} onSort={onInput} keyOf={keyOf} nameOf={nameOf}>
        {(line) =>
          line.kind === 'group' ? (
            <Group group={line} outline={outline} onInput={onInput} />
          ) : (
            <Service line={line} groupId={undefined} outline={outline} onInput={onInput} />
          )
        }
      </Sortable>
      <div class="pages-adding">
        <PickField
          kind="services"
          label={text.addService}
          name="services"
          value={undefined}
          onInput={(service) => service && onInput(withService(outline, service))}
        />
        <Button icon={<FolderPlus aria-hidden="true" />} onClick={() => onInput(withGroup(outline, text.newGroup))}>
          {text.addGroup}
        </Button>
      </div>
    </div>
  );
}

function Group({ group, outline, onInput }: OutlineProps & { readonly group: GroupLine }) {
  const text = useWords(pageWords);
  const change = (next: Partial<GroupLine>) => onInput(withChangedGroup(outline, group.id, next));
  return (
    <div class="pages-group">
      <div class="row">
        <input
          class="input grow"
          dir="auto"
          aria-label={text.groupName}
          value={group.name}
          onInput={(event) => change({ name: event.currentTarget.value })}
        />
        <Options options={group.options} onToggle={(option) => change({ options: toggled(group.options, option) })} />
        <IconButton
          size="small"
          label={text.removeGroup(group.name)}
          onClick={() => onInput(withoutGroup(outline, group.id))}
        >
          <X aria-hidden="true" />
        </IconButton>
      </div>
      {group.services.length === 0 ? (
        <p class="faint small">{text.emptyGroup}</p>
      ) : (
        <Sortable items={group.services} onSort={(services) => change({ services })} keyOf={keyOf} nameOf={serviceName}>
          {(line) => <Service line={line} groupId={group.id} outline={outline} onInput={onInput} />}
        </Sortable>
      )}
    </div>
  );
}

interface ServiceProps extends OutlineProps {
  readonly line: ServiceLine;
  readonly groupId: number | undefined;
}

function Service({ line, groupId, outline, onInput }: ServiceProps) {
  const text = useWords(pageWords);
  const { id } = line.service;
  const name = serviceName(line);
  const groups = groupsOf(outline);
  return (
    <div class="row pages-service">
      <span class="grow">
        <bdi>{name}</bdi>
      </span>
      {groups.length > 0 && (
        <select
          class="input pages-in-group"
          aria-label={text.inGroup(name)}
          value={groupId ?? ''}
          onChange={(event) => {
            const chosen = event.currentTarget.value;
            onInput(withServiceIn(outline, id, chosen === '' ? undefined : Number(chosen)));
          }}
        >
          <option value="">{text.noGroup}</option>
          {groups.map((group) => (
            <option key={group.id} value={group.id}>
              {group.name}
            </option>
          ))}
        </select>
      )}
      <Options options={line.options} onToggle={(option) => onInput(withServiceOption(outline, id, option))} />
      <IconButton size="small" label={text.removeService(name)} onClick={() => onInput(withoutService(outline, id))}>
        <X aria-hidden="true" />
      </IconButton>
    </div>
  );
}

interface OptionsProps {
  readonly options: readonly Option[];
  readonly onToggle: (option: Option) => void;
}

function Options({ options, onToggle }: OptionsProps) {
  const text = useWords(pageWords);
  const choices: readonly (readonly [Option, string])[] = [
    ['expand', text.expand],
    ['no-graph', text.noGraph],
  ];
  return (
    <span class="row pages-options">
      {choices.map(([option, label]) => (
        <label key={option}>
          <input type="checkbox" checked={options.includes(option)} onChange={() => onToggle(option)} />
          {label}
        </label>
      ))}
    </span>
  );
}
