import type { PersonPage } from '../contract.ts';

type Fact<K extends 'homes' | 'identities' | 'contacts' | 'skills' | 'consents'> = NonNullable<PersonPage[K]>[number];

/** What is being recorded about the person: the one dialog that stands over the page. */
export type PersonEvent =
  | { readonly do: 'move' | 'addIdentity' | 'death' | 'household' | 'basic' | 'condition' | 'skill' | 'intention' | 'consent' }
  | { readonly do: 'join' | 'split' }
  | { readonly do: 'contact'; readonly replaces?: Fact<'contacts'> }
  | { readonly do: 'home'; readonly home: Fact<'homes'> }
  | { readonly do: 'identity'; readonly identity: Fact<'identities'>; readonly deed: 'end' | 'risk' | 'correct' }
  | { readonly do: 'withdrawConsent'; readonly consent: Fact<'consents'> }
  | { readonly do: 'withdraw'; readonly what: Withdrawn };

/** An entry that was wrong altogether, in words for the question before it is withdrawn. */
export interface Withdrawn {
  /** The record that holds it; a person may have several. */
  readonly workerId: string;
  readonly kind: 'home' | 'identity' | 'skill' | 'contact' | 'consent' | 'intention' | 'condition' | 'death' | 'member';
  readonly factId?: string;
  readonly words: string;
}

export interface EventProps {
  readonly person: PersonPage;
  readonly onClose: () => void;
  /** A sentence of what was done, for the page; `gone`: the record is no longer within one's area. */
  readonly onTold: (told: string, gone?: boolean) => void;
}
export interface FactProps {
  readonly person: PersonPage;
  /** May record events here. */
  readonly writes: boolean;
  readonly onEvent: (event: PersonEvent) => void;
}

/** The dialog an address asks for, as the desk of findings links to it. */
export const eventOf = (asked: string | null): PersonEvent | null =>
  asked === 'condition' || asked === 'contact' || asked === 'household' || asked === 'basic' || asked === 'move' ? { do: asked } : null;
