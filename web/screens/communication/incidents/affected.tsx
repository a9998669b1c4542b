import { Field } from '../../../ui/field.tsx';
import { PickManyField } from '../../../ui/pick.tsx';
import { serviceStatuses, serviceStatusWords } from '../../../ui/service-status.tsx';
import { useWords } from '../../../words/language.tsx';
import { type Draft, withImpact, withServices } from './draft.ts';
import { incidentWords } from './words.ts';

interface AffectedProps {
  readonly draft: Draft;
  readonly onInput: (draft: Draft) => void;
}

/** Which services an incident affects, and what it does to each. */
export function AffectedServices({ draft, onInput }: AffectedProps) {
  const text = useWords(incidentWords);
  const statuses = useWords(serviceStatusWords);
  return (
    <div class="stack tight">
      <PickManyField
        kind="services"
        label={text.affected}
        name="affectedServices"
        hint={text.affectedHint}
        value={draft.affected.map(({ service }) => service)}
        onInput={(services) => onInput(withServices(draft, services))}
      />
      {draft.affected.length > 0 && (
        <ul class="incidents-impacts">
          {draft.affected.map(({ service, impact }, index) => (
            <li key={service.id}>
              <Field label={text.impactOf(service.name ?? `#${service.id}`)} name={`affectedServices.${index}`}>
                {(attributes) => (
                  <select
                    class="input"
                    {...attributes}
                    value={impact}
                    onChange={(event) =>
                      onInput(withImpact(draft, service.id, event.currentTarget.value as typeof impact))
                    }
                  >
                    {serviceStatuses.map((status) => (
                      <option key={status} value={status}>
                        {statuses[status]}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
