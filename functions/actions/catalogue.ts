import { ConnectorType } from '../domain/alert-action/connector-type.ts';
import type { ActionDriver } from './driver.ts';

/** Of thirty types a function runs one or two, so each file is loaded when somebody asks for it. */
const load = async (file: string): Promise<{ readonly default: ActionDriver }> => import(`./types/${file}.ts`);

const loaded = new Map<ConnectorType, Promise<ActionDriver>>();

/** The driver of a type: the file of its name. */
export function driverOf(type: ConnectorType): Promise<ActionDriver> {
  const known = loaded.get(type);
  if (known !== undefined) return known;
  const loading = load(type.replaceAll('_', '-')).then((file) => file.default);
  loaded.set(type, loading);
  loading.catch(() => loaded.delete(type));
  return loading;
}

/** All of them, for whoever shows or tries each. */
export const allDrivers = (): Promise<readonly ActionDriver[]> => Promise.all(ConnectorType.options.map(driverOf));
