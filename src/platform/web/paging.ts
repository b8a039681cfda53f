import type { Paging } from './DataTable.tsx';

interface Page {
  readonly total: number | null;
  readonly next: string | null;
  readonly previous?: string | null | undefined;
}

/** The pager of a list whose position stands in the URL. Where the server gives no way back, the way back is the first page. */
export const pagingOf = (page: Page, cursor: string | undefined, unit: string, onPage: (cursor: string | undefined) => void): Paging => ({
  total: page.total,
  next: page.next,
  previous: page.previous,
  first: cursor === undefined,
  unit,
  onPage,
});
