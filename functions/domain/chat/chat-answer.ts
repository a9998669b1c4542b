/** What is said to who asked for something in a chat; only they see it, where the chat can do that. */
export interface ChatAnswer {
  readonly text: string;
  /** Where a browser goes on. */
  readonly link?: { readonly text: string; readonly url: string };
  /** The alert that it is about, where something was done about one. */
  readonly alertId?: number;
  /** It was done, now or before. */
  readonly isDone?: boolean;
}

/** What a dialog asks for. */
export type ChatField =
  | {
      readonly kind: 'text';
      readonly id: string;
      readonly label: string;
      readonly limit: number;
      readonly isLong?: boolean;
      readonly isOptional?: boolean;
      readonly value?: string;
    }
  | {
      readonly kind: 'choice';
      readonly id: string;
      readonly label: string;
      readonly options: readonly { readonly value: string; readonly text: string }[];
      /** There may be more of them, which are found by typing. */
      readonly isSearched?: boolean;
      readonly isOptional?: boolean;
      readonly value?: string;
    };

/** Dialogs by what they do. */
export const chatDialogs = ['raise', 'add-responder', 'comment'] as const;
export type ChatDialogKind = (typeof chatDialogs)[number];

/** A form that a chat shows. */
export interface ChatDialog {
  readonly kind: ChatDialogKind;
  readonly title: string;
  readonly submit: string;
  readonly cancel: string;
  readonly fields: readonly ChatField[];
  /** The alert that it is about; comes back with what was filled in. */
  readonly alertId?: number;
}

/** What was wrong with what was filled in, by field. */
export interface ChatProblems {
  readonly problems: Readonly<Record<string, string>>;
}
