/** Requests a minute; of one process. */
export interface RatesPerMinute {
  /** Of an account, from however many addresses. */
  readonly account: number;
  /** Of an address: of all who are not signed in there, a session that is forged or over included. */
  readonly stranger: number;
  /** Of an address, everybody together: what is asked before we know who asks costs a look at the database. */
  readonly address: number;
}

/** An office of hundreds behind one address stays below the last number; one person at a screen reaches some sixty in a minute. */
export const RATES: RatesPerMinute = { account: 1200, stranger: 1200, address: 12_000 };
