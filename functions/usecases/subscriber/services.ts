import { InvalidInputError } from '../../domain/errors.ts';
import type { StatusPage } from '../../domain/page/status-page.ts';

/** Which of the page's services are meant; none, or all of them: whatever the page shows. Throws InvalidInputError for others. */
export function servicesFrom(
  page: Pick<StatusPage, 'services'>,
  named: readonly number[] | null | undefined,
): number[] {
  const wanted = [...new Set(named ?? [])];
  const unknown = wanted.find((id) => !page.services.includes(id));
  if (unknown !== undefined) throw new InvalidInputError('services', `there is no service ${unknown} on this page`);
  return wanted.length === page.services.length ? [] : wanted;
}
