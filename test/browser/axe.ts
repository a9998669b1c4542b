import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What axe finds on a page as it is: `color-contrast at .card .time`. Rules may be left out by their ids. */
export async function violationsOf(page: Page, { without = [] }: { without?: string[] } = {}): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // What is in order is not told, one element after the other.
    .options({ resultTypes: ['violations'] })
    .disableRules(without)
    // In the page itself: otherwise axe brings a script of its own, which our pages refuse, and sums up in another page.
    .setLegacyMode()
    .analyze();
  return violations.map(({ id, nodes }) => `${id} at ${nodes.map(({ target }) => target).join()}`);
}
