import { createContext } from 'react';

export interface ViewEntry {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly columns: readonly string[];
}
/** Saved filters and columns of a list; the shell hands over what `access` keeps. */
export interface ViewKeeper {
  list(page: string): Promise<readonly ViewEntry[]>;
  create(page: string, name: string, query: string, columns: readonly string[]): Promise<void>;
  remove(id: string): Promise<void>;
}
export const ViewsContext = createContext<ViewKeeper | null>(null);
