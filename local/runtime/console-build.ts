import type { CustomResources } from './custom-resources.ts';

/** The type of the custom resource that puts the console where people find it. */
export const consoleResource = 'Custom::TocsinConsole';

/** The console's files in their bucket: put there when somebody first wants to see them, because most clouds nobody looks at. */
export interface PublishedConsole {
  /** Resolves when the files are there; builds the console first where nobody has. */
  published(): Promise<void>;
  /** The bucket was emptied. */
  forget(): void;
}

/** Publishes by the deployment's own function what `build` answers the folder of. */
export function publishOnDemand(customResources: CustomResources, build: () => Promise<string>): PublishedConsole {
  let publishing: Promise<void> | undefined;

  async function publish(): Promise<void> {
    await customResources.createLater(consoleResource, { Folder: await build() });
  }

  return {
    published() {
      const begun = publishing ?? publish();
      publishing = begun;
      begun.catch(() => {
        if (publishing === begun) publishing = undefined;
      });
      return begun;
    },
    forget() {
      publishing = undefined;
    },
  };
}
