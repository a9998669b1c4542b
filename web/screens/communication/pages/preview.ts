const preview = '/status-pages/{id}/preview';
const table = '/status-pages/{id}/subscribers.csv';

/** Where the API shows a page before visitors see it, in a window of its own: it is never framed. */
export const previewAddress = (id: number, { lng, team }: { readonly lng: string; readonly team?: number }): string =>
  `/api${preview.replace('{id}', String(id))}?${new URLSearchParams({ lng, ...(team !== undefined && { team: String(team) }) })}`;

/** Where the API gives the subscribers of a page as a table. */
export const subscribersCsvAddress = (id: number): string => `/api${table.replace('{id}', String(id))}`;
