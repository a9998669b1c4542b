import type { ComponentType } from 'preact';
import type { Me } from '../../../app/session.tsx';
import type { All } from '../../../client/all.ts';
import type { Paths } from '../../../client/api.ts';
import type { Got } from '../../../client/query.ts';
import type { Words } from '../../../words/language.tsx';

/** What a kind of configuration is called, in each place where it is spoken of. */
export interface ResourceWords {
  /** All of them: the title of the list. */
  readonly title: string;
  /** What they are for, in a sentence. */
  readonly lead: string;
  readonly add: string;
  /** The title of the form for a new one. */
  readonly newOne: string;
  readonly empty: string;
  readonly emptyWhy: string;
  /** What is lost with it; said before it is deleted. */
  readonly deleteWhy: string;
  /** The members of its body as people call them: for what others have changed, and for the history. */
  readonly fields: Readonly<Record<string, string>>;
}

export interface FieldsProps<Item, Draft> {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  /** What is edited; undefined where something new is made. */
  readonly item: Item | undefined;
}

export interface ViewProps<Item> {
  readonly item: Item;
  readonly mayWrite: boolean;
  readonly reload: () => Promise<unknown>;
}

/** What is shown once and never again. */
export interface Secret {
  readonly label: string;
  readonly text: string;
}

/** Narrows a list down, by buttons above it. */
export interface Narrowing<Item> {
  readonly key: string;
  readonly text: string;
  readonly test: (item: Item) => boolean;
}

/** What a call of the client gives back, before `answer` has looked at it. */
export type Reply<Body> = Promise<{ data?: Body; error?: unknown; response: Response }>;

export type Id = number | string;

interface Changes<Item, Draft> {
  readonly create?: (draft: Draft) => Reply<Item>;
  /** With the tag of what was read, unless somebody wants to write over what others have changed. */
  readonly save?: (id: Id, draft: Draft, headers: { 'If-Match'?: string }) => Reply<Item>;
  /** Saves it though somebody would not be reached any more, where the API has that. */
  readonly saveUsed?: (id: Id, draft: Draft, headers: { 'If-Match'?: string }) => Reply<Item>;
  readonly remove?: (id: Id) => Reply<unknown>;
  /** Deletes it though something refers to it, where the API has that. */
  readonly removeUsed?: (id: Id) => Reply<unknown>;
  /** Deletes somebody whose places another user takes. */
  readonly removeInto?: (id: Id, successor: number) => Reply<unknown>;
}

/** The words of a list. */
type ListWords = Pick<ResourceWords, 'title' | 'lead' | 'empty' | 'emptyWhy'>;

/** A list of configuration, as it is searched and narrowed down. */
export interface Listed<Item extends { readonly id: Id }> {
  /** Where it stands: `/configuration/heartbeats`. */
  readonly place: string;
  /** Below what, where that is not the configuration. */
  readonly root?: '/communication';
  readonly words: Words<ListWords>;
  readonly Icon: ComponentType<{ 'aria-hidden'?: 'true' }>;
  readonly useList: () => All<Item>;
  readonly titleOf: (item: Item) => string;
  /** Further texts by which it is found. */
  readonly searchedOf?: (item: Item) => readonly (string | undefined)[];
  readonly useNarrowings?: () => readonly Narrowing<Item>[];
  /** The order of the list, where it is not that of the titles. */
  readonly compare?: (a: Item, b: Item) => number;
  /** In the list: below the title, and at the end of the row. */
  readonly Note?: ComponentType<{ item: Item }>;
  readonly End?: ComponentType<{ item: Item }>;
  readonly Lead?: ComponentType<{ item: Item }>;
  /** Who sees the buttons; the API decides. */
  readonly mayWrite?: (me: Me) => boolean;
}

/**
 * A kind of configuration: its list, its page, its form. Calls stand here with their paths, so that a change of the API does not
 * compile; `resourceScreen` makes the screens.
 */
export interface Resource<Item extends { readonly id: Id }, Draft extends object>
  extends Listed<Item>,
    Changes<Item, Draft> {
  /** How the audit log calls it. */
  readonly entity: string;
  /** Whose answers are out of date once something was written. */
  readonly paths: readonly (keyof Paths)[];
  readonly words: Words<ResourceWords>;
  readonly useOne: (id: string) => Got<Item>;
  /** The page of one. */
  readonly View: ComponentType<ViewProps<Item>>;
  /** Further buttons of the page of one. */
  readonly Actions?: ComponentType<ViewProps<Item>>;
  readonly blank: (query: Readonly<Record<string, string>>) => Draft;
  readonly draftOf: (item: Item) => Draft;
  readonly Fields: ComponentType<FieldsProps<Item, Draft>>;
  /** What creating it answers once and never again. */
  readonly secretsOf?: (item: Item) => readonly Secret[];
  readonly mayRead?: (me: Me) => boolean;
}

/** Below what a kind stands. */
export const rootOf = ({ root }: { readonly root?: '/communication' }): '/configuration' | '/communication' =>
  root ?? '/configuration';
