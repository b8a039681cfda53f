import type { ComponentType } from 'react';
import type { Text } from '#standards/text.ts';
import type { IconName } from './icons.tsx';

/** Where a page stands in the rail. `journey` is the loop line: its entries are drawn as dots on it. */
export type NavGroup = 'home' | 'journey' | 'figures' | 'records' | 'system';

export interface PageDef {
  /** Route below `/`, with `:name` and `*` as react-router writes them. */
  readonly path: string;
  /** Permission that shows it; `signedIn` for everybody. The server decides again. */
  readonly can: string;
  /** The page's module is loaded when it is first opened. */
  readonly load: () => Promise<ComponentType>;
  readonly nav?: {
    readonly group: NavGroup;
    readonly text: Text;
    readonly icon: IconName;
    readonly order: number /** `g` + this key goes there. */;
    readonly key?: string;
    /** What waits for the reader there, as a NavCount. */
    readonly count?: { readonly can: string; readonly load: () => Promise<ComponentType> };
  };
}

/** Places that later capabilities fill: `home.cards`, `workers.person.timeline`. The page that has the place declares its name in its contract. */
export type SlotName = `${string}.${string}`;
/** Of the frame of every page: which months are open, frozen, reported. */
export const SHELL_MONTHS: SlotName = 'shell.months';
export interface SlotDef {
  readonly slot: SlotName;
  readonly id: string;
  readonly order: number;
  readonly can: string;
  readonly load: () => Promise<ComponentType>;
}

export interface SearchHit {
  readonly id: string;
  readonly title: string;
  readonly sub: string;
  readonly to: string;
}
/** What the bar at the top finds; each capability adds its own. */
export interface SearchDef {
  readonly id: string;
  readonly can: string;
  readonly text: Text;
  readonly find: (query: string, lang: 'zh' | 'en', signal: AbortSignal) => Promise<readonly SearchHit[]>;
}

/** What a capability hands to the shells. */
export interface WebCapability {
  readonly pages: readonly PageDef[];
  readonly slots?: readonly SlotDef[];
  readonly searches?: readonly SearchDef[];
}
