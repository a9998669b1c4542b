import { PickManyField } from '../../../ui/pick.tsx';
import { Badge } from '../../../ui/states.tsx';
import { useWords } from '../../../words/language.tsx';
import { frameworkWords } from './words.ts';

interface Team {
  readonly id: number;
  readonly name?: string | undefined;
}

/** The teams that own something, in its form. */
export function TeamsField({
  value,
  onInput,
}: {
  readonly value: readonly Team[] | null | undefined;
  readonly onInput: (teams: Team[]) => void;
}) {
  const text = useWords(frameworkWords);
  return (
    <PickManyField
      kind="teams"
      label={text.owners}
      name="teams"
      hint={text.ownersHint}
      optional
      value={value ?? []}
      onInput={(teams) => onInput([...teams])}
    />
  );
}

/** The teams that own something, in a list or among its facts. */
export const TeamNames = ({ teams }: { readonly teams: readonly Team[] }) => (
  <span class="row">
    {teams.map(({ id, name }) => (
      <a key={id} href={`/configuration/teams/${id}`}>
        <bdi>{name ?? `#${id}`}</bdi>
      </a>
    ))}
  </span>
);

/** The same where the row itself is a link. */
export const TeamBadges = ({ teams }: { readonly teams: readonly Team[] }) => (
  <>
    {teams.slice(0, 2).map(({ id, name }) => (
      <Badge key={id}>
        <bdi class="one-line configuration-badge">{name ?? `#${id}`}</bdi>
      </Badge>
    ))}
    {teams.length > 2 && <Badge>+{teams.length - 2}</Badge>}
  </>
);

/** A link to something by its name. */
export const NameLink = ({
  href,
  of,
}: {
  readonly href: string;
  readonly of: { id: number | string; name?: string | undefined };
}) => (
  <a href={href}>
    <bdi>{of.name ?? `#${of.id}`}</bdi>
  </a>
);

/** Several of them, below each other. */
export const NameLinks = ({
  base,
  of,
}: {
  readonly base: string;
  readonly of: readonly { id: number | string; name?: string | undefined }[];
}) => (
  <ul>
    {of.map((one) => (
      <li key={one.id}>
        <NameLink href={`${base}/${one.id}`} of={one} />
      </li>
    ))}
  </ul>
);
