/** Makes an element: `h('p', { class: 'faint' }, 'words')`. Functions become listeners, null children vanish. */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(9).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);

/**
 * Makes the children of `container` those of `items`, in order. A child whose version is unchanged stays as it is, with
 * whatever was typed in it; in one that is replaced, focus goes to the control of the same `data-focus`.
 */
export function reconcile(container, items, { key, version, create }) {
  const existing = new Map([...container.children].map((child) => [child.dataset.key, child]));
  let previous = null;
  for (const item of items) {
    const itemKey = String(key(item));
    const itemVersion = String(version(item));
    let node = existing.get(itemKey);
    existing.delete(itemKey);
    if (node?.dataset.version !== itemVersion) {
      const focused = node?.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
      const made = create(item);
      made.dataset.key = itemKey;
      made.dataset.version = itemVersion;
      node?.replaceWith(made);
      node = made;
      if (focused) node.querySelector(`[data-focus="${focused}"]`)?.focus();
    }
    const place = previous ? previous.nextElementSibling : container.firstElementChild;
    if (place !== node) container.insertBefore(node, place);
    previous = node;
  }
  for (const gone of existing.values()) gone.remove();
}

const clockTime = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const dayTime = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });

const zone = new Intl.DateTimeFormat('en-GB', { timeZoneName: 'short' });

/** The zone that times are shown in, such as CET or UTC. */
export const zoneOf = (iso) =>
  zone.formatToParts(new Date(iso)).find(({ type }) => type === 'timeZoneName')?.value ?? '';

/** An instant as a wall clock shows it here. */
export const timeOf = (iso) => clockTime.format(new Date(iso));
export const dayOf = (iso) => dayTime.format(new Date(iso));

/** A length of time in the largest two units. */
export function lengthOf(milliseconds) {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min${seconds % 60 ? ` ${seconds % 60} s` : ''}`;
  return `${Math.floor(seconds / 3600)} h${seconds % 3600 >= 60 ? ` ${Math.floor((seconds % 3600) / 60)} min` : ''}`;
}

/** A busy button does not take a second press; it says so to everybody. */
export async function whileBusy(button, work) {
  if (button.getAttribute('aria-busy') === 'true') return;
  button.setAttribute('aria-busy', 'true');
  try {
    await work();
  } finally {
    button.removeAttribute('aria-busy');
  }
}
