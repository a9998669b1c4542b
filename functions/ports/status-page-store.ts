import type { StatusPage } from '../domain/page/status-page.ts';
import type { ConfigurationStore } from './configuration-store.ts';

export interface StatusPageStore extends ConfigurationStore<StatusPage> {
  /** The page whose address begins with this label. */
  byLabel(label: string): Promise<StatusPage | undefined>;
  /** The page that has this host as its own domain; case and a dot at the end count for nothing. */
  byHost(host: string): Promise<StatusPage | undefined>;
}
