import { worst } from '../../../../functions/domain/service/status.ts';
import { type ServiceStatus, serviceStatusOf } from '../../../ui/service-status.tsx';

/** What is worst of what an incident does to services. */
export const worstOf = (affected: readonly { readonly impact: string }[]): ServiceStatus =>
  worst(affected.map(({ impact }) => serviceStatusOf(impact)));
