/** What a template may name when an incident is made from an alert. */
export const templateVariables = [
  'serviceId',
  'serviceName',
  'serviceDescription',
  'serviceStatus',
  'serviceStatusOld',
  'teamNames',
  'alertId',
  'alertDetails',
  'alertSummary',
  'alertStatus',
  'alertPriority',
  'alertSourceId',
  'alertSourceName',
  'escalationPolicyId',
  'escalationPolicyName',
] as const;
export type TemplateVariables = Partial<Readonly<Record<(typeof templateVariables)[number], string | number>>>;

/**
 * The text with what its `{{variables}}` stand for; one of which nothing is known is empty, and what is no variable stays as
 * written. What is filled in is not read again.
 */
export const fillTemplate = (text: string, variables: TemplateVariables): string =>
  text.replace(/\{\{\s*(\w{1,40})\s*\}\}/g, (written, name: string) => {
    const known = templateVariables.find((variable) => variable === name);
    return known === undefined ? written : String(variables[known] ?? '');
  });
