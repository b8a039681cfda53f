// Many made-up people at once, straight into the tables, and the same people in memory: what an oracle counts without any SQL of ours.
import { sql } from 'kysely';
import type { Keys } from '#platform/server/keys.ts';
import { tailOf } from '#platform/server/rotation.ts';
import type { Store } from '#platform/server/store.ts';
import { keysOfName } from '../server/basics.ts';
import { numberFor } from './folk.ts';

export interface Somebody {
  readonly id: string;
  readonly name: string;
  readonly pinyin: readonly string[];
  readonly initials: readonly string[];
  readonly fuzzy: readonly string[];
  readonly home: string;
  readonly birthday: string;
  readonly sex: '1' | '2';
  readonly number: string;
  readonly phone: string;
  readonly poverty: string;
  readonly monitored: string;
  readonly riskOpen: boolean;
  readonly ability: string;
  readonly education: string;
  readonly working: string;
  readonly certificates: number;
  readonly diedOn: string | null;
  /** Keys that open this person today. */
  readonly keys: readonly string[];
}

/** mulberry32: small, good enough for made-up people, the same on every machine. */
export const randomOf = (seed: number) => {
  let a = seed >>> 0;
  return (): number => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

const SURNAMES = [...'韦覃黄陆莫梁李王张刘陈杨罗吴龙石潘蒙岑班韩农卢廖周蓝邓唐何曾谭冉田安任姚单仇解区', '欧阳', '尉迟'];
const GIVEN = [...'秀英桂兰小满天顺春禾安平有田秋月水生晓燕长庚麦收立冬青苗谷雨芳丽娟红梅花香玉珍凤霞建国明华强军伟勇杰辉志文德荣福贵'];

export interface PopulationOptions {
  readonly n: number;
  readonly seed: number;
  /** 12-digit homes to choose from; earlier ones more often. */
  readonly homes: readonly string[];
  /** Scope keys to choose from; a third of the people get one or two. */
  readonly keys: readonly string[];
}

export const makePopulation = ({ n, seed, homes, keys }: PopulationOptions): Somebody[] => {
  const random = randomOf(seed);
  const pick = <T>(list: readonly T[], skew = 1): T => list[Math.floor(list.length * random() ** skew)]!;
  return Array.from({ length: n }, (_, i) => {
    const name = `${pick(SURNAMES, 2)}${random() < 0.2 ? '' : pick(GIVEN, 1.6)}${pick(GIVEN, 1.6)}${random() < 0.02 ? pick(GIVEN) : ''}`;
    const key = keysOfName(name);
    const others = (kind: string) => key.otherKeys.filter((k) => k.startsWith(kind)).map((k) => k.slice(2));
    const birthday = `${1950 + Math.floor(random() * 56)}-${String(1 + Math.floor(random() * 12)).padStart(2, '0')}-${String(1 + Math.floor(random() * 28)).padStart(2, '0')}`;
    const male = random() < 0.5;
    const monitored = random() < 0.06 ? pick(['unstable', 'marginal', 'sudden']) : '';
    return {
      id: `${String(i).padStart(8, '0')}-0000-7000-8000-${String(seed % 1e9).padStart(12, '0')}`,
      name,
      pinyin: [key.pinyin, ...others('p:')],
      initials: [key.initials, ...others('i:')],
      fuzzy: [key.fuzzy, ...others('f:')],
      home: pick(homes, 1.5),
      birthday,
      sex: male ? '1' : '2',
      number: numberFor(birthday, (Math.floor(i / 2) % 450) * 2 + (male ? 1 : 0)),
      phone: `141${String(seed % 100).padStart(2, '0')}${String(i).padStart(6, '0')}`,
      poverty: random() < 0.4 ? pick(['general', 'dibao', 'tekun'], 3) : '',
      monitored,
      riskOpen: monitored !== '' && random() < 0.5,
      ability: pick(['ordinary', 'skilled', 'weak', 'none'], 2),
      education: pick(['juniorHigh', 'primary', 'seniorHigh', 'juniorCollege'], 1.5),
      working: pick(['working', 'not_working', 'unknown']),
      certificates: random() < 0.15 ? 1 : 0,
      diedOn: random() < 0.01 ? '2021-05-05' : null,
      keys: random() < 0.35 && keys.length ? [...new Set([pick(keys, 1.7), ...(random() < 0.1 ? [pick(keys)] : [])])] : [],
    };
  });
};

const CHUNK = 2000;
/** Writes them as owner, past triggers and derivation: quick, and independent of both. */
export const insertPopulation = async (store: Store, keys: Keys, people: readonly Somebody[]): Promise<void> => {
  for (let from = 0; from < people.length; from += CHUNK) {
    const some = people.slice(from, from + CHUNK);
    const c = <T>(of: (p: Somebody) => T) => some.map(of);
    await store.transact({ role: 'owner' }, async (db) => {
      await sql`insert into worker (id, area, registered, source) select id::uuid, home, '2021-01-01', 'demo' from unnest(${c((p) => p.id)}::text[], ${c((p) => p.home)}::text[]) as t(id, home)`.execute(
        db,
      );
      await sql`update worker_now n set home = t.home, home_known = true, name = t.name, pinyin = t.pinyin, initials = t.initials, fuzzy = t.fuzzy,
          birthday = t.birthday::date, sex = t.sex, poverty = t.poverty, monitored = t.monitored, risk_open = t.risk, ability = t.ability, education = t.education,
          working = t.working, certificates = t.certificates, died_on = t.died::date, has_number = true, has_phone = true
        from unnest(${c((p) => p.id)}::text[], ${c((p) => p.home)}::text[], ${c((p) => p.name)}::text[], ${c((p) => p.pinyin[0])}::text[], ${c((p) => p.initials[0])}::text[],
          ${c((p) => p.fuzzy[0])}::text[], ${c((p) => p.birthday)}::text[], ${c((p) => p.sex)}::text[], ${c((p) => p.poverty)}::text[], ${c((p) => p.monitored)}::text[],
          ${c((p) => p.riskOpen)}::bool[], ${c((p) => p.ability)}::text[], ${c((p) => p.education)}::text[], ${c((p) => p.working)}::text[],
          ${c((p) => p.certificates)}::int[], ${c((p) => p.diedOn)}::text[])
          as t(id, home, name, pinyin, initials, fuzzy, birthday, sex, poverty, monitored, risk, ability, education, working, certificates, died)
        where n.worker_id = t.id::uuid`.execute(db);
      const terms = some.flatMap((p) => [
        ...p.pinyin.slice(1).map((k) => [`p:${k}`, p] as const),
        ...p.initials.slice(1).map((k) => [`i:${k}`, p] as const),
        ...p.fuzzy.slice(1).map((k) => [`f:${k}`, p] as const),
      ]);
      await sql`insert into worker_gram select g, home, id::uuid from unnest(${terms.map((t) => t[0])}::text[], ${terms.map((t) => t[1].home)}::text[], ${terms.map((t) => t[1].id)}::text[]) as t(g, home, id)`.execute(
        db,
      );
      await sql`insert into worker_gram select name_grams(t.name), t.home, t.id::uuid
        from unnest(${c((p) => p.name)}::text[], ${c((p) => p.home)}::text[], ${c((p) => p.id)}::text[]) as t(name, home, id)`.execute(db);
      await sql`insert into worker_basic (worker_id, name, document_kind, number_sealed, number_index, tail_index, birthday, sex)
        select t.id::uuid, t.name, 'residentIdCard', t.sealed, t.n::uuid, t.tail::uuid, t.birthday::date, t.sex
        from unnest(${c((p) => p.id)}::text[], ${c((p) => p.name)}::text[], ${c((p) => keys.seal(p.number))}::bytea[], ${c((p) => keys.index('number', p.number))}::text[],
          ${c((p) => keys.index('tail', tailOf(p.number)))}::text[], ${c((p) => p.birthday)}::text[], ${c((p) => p.sex)}::text[]) as t(id, name, sealed, n, tail, birthday, sex)`.execute(
        db,
      );
      await sql`insert into worker_contact (id, worker_id, kind, phone_sealed, phone_index)
        select t.id::uuid, t.id::uuid, 'own', t.sealed, t.p::uuid from unnest(${c((p) => p.id)}::text[], ${c((p) => keys.seal(p.phone))}::bytea[],
          ${c((p) => keys.index('phone', p.phone))}::text[]) as t(id, sealed, p)`.execute(db);
      const scoped = some.flatMap((p) => p.keys.map((k) => [k, p.id] as const));
      await sql`insert into worker_scope (key, worker_id, from_day, to_day, source) select k, id::uuid, '2020-01-01', '9999-12-31', 'spell:' || id || k
        from unnest(${scoped.map((s) => s[0])}::text[], ${scoped.map((s) => s[1])}::text[]) as t(k, id)`.execute(db);
    });
  }
  await store.transact({ role: 'owner' }, (db) =>
    sql`analyze worker_now, worker_gram, worker_basic, worker_contact, worker_scope`.execute(db),
  );
};
