// Where a list of persons goes on: after whom, sealed. The last of a page may be somebody who is not the asker's to see.
import { badCursor } from '#platform/problem.ts';
import type { Keys } from '#platform/server/keys.ts';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const FIRST_PERSON = '00000000-0000-0000-0000-000000000000';

export const sealPerson = (keys: Keys, list: string, id: string): string => keys.seal(`${list} ${id}`).toString('base64url');
/** The person after whom a page begins; the first page begins after nobody. */
export const openPerson = (keys: Keys, list: string, cursor: string | undefined): string => {
  if (cursor === undefined) return FIRST_PERSON;
  let said: string;
  try {
    said = keys.open(Buffer.from(cursor, 'base64url'));
  } catch {
    throw badCursor();
  }
  const id = said.slice(list.length + 1);
  if (said !== `${list} ${id}` || !ID.test(id)) throw badCursor();
  return id;
};
