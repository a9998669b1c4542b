import { always } from '../../domain/audit/kind.ts';
import type { App } from '../../domain/oauth/app.ts';
import type { Kind } from '../configuration/kind.ts';

/** Apps that people may let act for them. */
export const appKind: Kind<App> = {
  kind: 'app',
  idOf: ({ id }) => id,
  nameOf: ({ name }) => name,
  store: (store) => store.apps,
  members: {
    ...always,
    name: 'told',
    type: 'told',
    clientId: 'told',
    secretHash: 'secret',
    redirectUris: 'told',
    scopes: 'told',
  },
};
