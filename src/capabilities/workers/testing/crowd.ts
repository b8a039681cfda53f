// Many made-up people at once, written the short way: for pages, exports and look-ups of hundreds.
import { sql } from 'kysely';
import { newId } from '#platform/server/newId.ts';
import type { Services } from '#platform/server/services.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import { keysOfName, sealNumber, sealPhone } from '../server/basics.ts';
import { numberFor, VILLAGE } from './folk.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly number: string;
  readonly phone: string;
}
const FIRST = [...'莫韦石罗陆岑覃蒙吴杨'];
const SECOND = [...'小桂大阿春秋国志美玉'];
const THIRD = [...'兰满朵明花林生香琴军'];

/** `count` people at home in one place; the number, name and telephone of each follow from its place in the row. */
export const crowd = async (services: Pick<Services, 'store' | 'keys'>, count: number, home = VILLAGE, from = 0): Promise<Member[]> => {
  const { store, keys } = services;
  const members = Array.from({ length: count }, (_, k): Member => {
    const i = from + k;
    const name = FIRST[i % 10]! + SECOND[Math.floor(i / 10) % 10]! + THIRD[Math.floor(i / 100) % 10]!;
    const number = numberFor(addDays('1970-01-01', i % 9000), Math.floor(i / 9000) * 2 + (i % 2) + 1);
    return { id: newId(), name, number, phone: `1380${String(i).padStart(7, '0')}` };
  });
  for (let at = 0; at < members.length; at += 500) {
    const chunk = members.slice(at, at + 500);
    const basics = chunk.map((m) => ({ ...keysOfName(m.name), ...sealNumber(keys, m.number) }));
    const ids = chunk.map((m) => m.id);
    await store.transact({ role: 'system' }, async (db) => {
      await sql`insert into worker (id, area, registered, source) select x, ${home}, '2020-01-01', 'form' from unnest(${ids}::uuid[]) x`.execute(
        db,
      );
      await sql`insert into worker_basic (worker_id, name, pinyin, initials, fuzzy, document_kind, number_sealed, number_index, tail_index, birthday, sex)
        select id, name, pinyin, initials, fuzzy, 'residentIdCard', sealed, number, tail, born, sex from unnest(${ids}::uuid[], ${chunk.map((m) => m.name)}::text[],
          ${basics.map((b) => b.pinyin)}::text[], ${basics.map((b) => b.initials)}::text[], ${basics.map((b) => b.fuzzy)}::text[], ${basics.map((b) => b.numberSealed)}::bytea[],
          ${basics.map((b) => b.numberIndex)}::uuid[], ${basics.map((b) => b.tailIndex)}::uuid[],
          ${chunk.map((m) => `${m.number.slice(6, 10)}-${m.number.slice(10, 12)}-${m.number.slice(12, 14)}`)}::date[],
          ${chunk.map((m) => (Number(m.number[16]) % 2 ? '1' : '2'))}::text[]) as t (id, name, pinyin, initials, fuzzy, sealed, number, tail, born, sex)`.execute(
        db,
      );
      await sql`insert into worker_link (worker_id, person_id, cause) select x, x, 'own' from unnest(${ids}::uuid[]) x`.execute(db);
      await sql`insert into home_period (id, worker_id, code, valid_from) select gen_random_uuid(), x, ${home}, '1980-01-01' from unnest(${ids}::uuid[]) x`.execute(
        db,
      );
      const phones = chunk.map((m) => sealPhone(keys, m.phone));
      await sql`insert into worker_contact (id, worker_id, kind, phone_sealed, phone_index)
        select gen_random_uuid(), t.* from unnest(${ids}::uuid[], ${ids.map(() => 'own')}::text[], ${phones.map((p) => p.phoneSealed)}::bytea[],
          ${phones.map((p) => p.phoneIndex)}::uuid[]) as t (worker_id, kind, sealed, index)`.execute(db);
      await sql`select refresh_workers(${ids}::uuid[], '2026-11-26')`.execute(db);
    });
  }
  return members;
};
