import { CalendarClock, Users, X } from 'lucide-preact';
import { useMemo, useState } from 'preact/hooks';
import { useAll } from '../../../client/all.ts';
import { IconButton } from '../../../ui/button.tsx';
import { type Choice, Combobox } from '../../../ui/combobox.tsx';
import { Field } from '../../../ui/field.tsx';
import { Avatar, nameOf } from '../../../ui/states.tsx';
import { useLanguage, useWords } from '../../../words/language.tsx';
import { byName } from '../../../words/order.ts';
import { type Level, type Target, withoutTarget, withTarget } from './draft.ts';
import { policyWords } from './words.ts';

/** What kind of target it is, at a glance. */
export function TargetIcon({ target: { kind, id, name } }: { readonly target: Target }) {
  if (kind === 'user') return <Avatar person={{ id, firstName: name }} />;
  return (
    <span class="policies-icon">
      {kind === 'schedule' ? <CalendarClock aria-hidden="true" /> : <Users aria-hidden="true" />}
    </span>
  );
}

const keyOf = ({ kind, id }: Pick<Target, 'kind' | 'id'>): string => `${kind} ${id}`;

/** People, schedules and teams to choose from, by name; read when somebody looks. */
function useTargets(): {
  choices: readonly Choice[] | undefined;
  byKey: ReadonlyMap<string, Target>;
  onWanted: () => void;
} {
  const text = useWords(policyWords);
  const language = useLanguage();
  const [enabled, setEnabled] = useState(false);
  const users = useAll('/users', {}, { enabled }).items;
  const schedules = useAll('/schedules', {}, { enabled }).items;
  const teams = useAll('/teams', {}, { enabled }).items;
  return useMemo(() => {
    const all: (Target & { note: string })[] = [
      ...(users ?? [])
        .filter(({ role }) => !['STAKEHOLDER', 'GUEST', 'VIEWER'].includes(role))
        .map((user) => ({ kind: 'user' as const, id: user.id, name: nameOf(user), note: user.email })),
      ...(schedules ?? []).map(({ id, name }) => ({ kind: 'schedule' as const, id, name, note: text.schedule })),
      ...(teams ?? []).map(({ id, name }) => ({ kind: 'team' as const, id, name, note: text.team })),
    ];
    const isThere = users !== undefined && schedules !== undefined && teams !== undefined;
    return {
      choices: isThere
        ? all
            .toSorted((a, b) => byName(language)(a.name, b.name))
            .map((one) => ({ key: keyOf(one), text: one.name, note: one.note, lead: <TargetIcon target={one} /> }))
        : undefined,
      byKey: new Map(all.map(({ kind, id, name }) => [keyOf({ kind, id }), { kind, id, name }])),
      onWanted: () => setEnabled(true),
    };
  }, [users, schedules, teams, language]);
}

interface TargetsProps {
  readonly level: Level;
  readonly index: number;
  readonly disabled: boolean;
  readonly onChange: (level: Level) => void;
}

/** Whom a level tells: chips, and a field that searches people, schedules and teams at once. */
export function Targets({ level, index, disabled, onChange }: TargetsProps) {
  const text = useWords(policyWords);
  const { byKey, ...choices } = useTargets();
  const chosen = level.targets.map(keyOf);
  const toggle = ({ key }: Choice) => {
    const target = byKey.get(key);
    if (target !== undefined) onChange(chosen.includes(key) ? withoutTarget(level, target) : withTarget(level, target));
  };
  return (
    <>
      {level.targets.length > 0 ? (
        <ul class="policies-targets" aria-label={text.tell}>
          {level.targets.map((target) => (
            <li key={keyOf(target)}>
              <TargetIcon target={target} />
              <bdi>{target.name}</bdi>
              {!disabled && (
                <IconButton
                  size="small"
                  label={text.remove(target.name)}
                  onClick={() => onChange(withoutTarget(level, target))}
                >
                  <X aria-hidden="true" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p class="faint">{text.emptyLevel}</p>
      )}
      {!disabled && (
        <div class="policies-add">
          <Field label={text.addTarget} name={`escalationRules.${index}`} hideLabel>
            {(attributes) => (
              <Combobox
                {...choices}
                attributes={attributes}
                placeholder={text.addTarget}
                value=""
                chosen={chosen}
                onChoose={toggle}
                staysOpen
              />
            )}
          </Field>
        </div>
      )}
    </>
  );
}
