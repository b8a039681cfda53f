import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useAreaName } from '#platform/web/AreaName.tsx';
import { Chip, Mask } from '#platform/web/kit.tsx';
import { useLang, useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import type { Text } from '#standards/text.ts';
import type { WorkerRow } from '../contractShapes.ts';
import { latinName } from './latinName.ts';

/** Words and marks that several pages about people share. */

/** 男, 女; nothing where it is not known. */
export const sexWords = (sex: string): Text => {
  if (sex === '1') return { zh: '男', en: 'male' };
  if (sex === '2') return { zh: '女', en: 'female' };
  return { zh: '', en: '' };
};
/** 女 34 岁 in a sentence. */
export const sexAgeWords = (sex: string, age: number | null): Text => ({
  zh: [sexWords(sex).zh, age === null ? '' : `${age} 岁`].filter(Boolean).join(' '),
  en: [sexWords(sex).en, age === null ? '' : String(age)].filter(Boolean).join(', '),
});

/** The name as pages write it: 莫桂兰, and in English Mo Guilan 莫桂兰. The reader of characters is fetched on English pages only. */
export const useLatinName = (name: string): string => {
  const { lang } = useLang();
  const reader = useQuery({
    queryKey: ['latin-reader'],
    queryFn: () => import('#standards/pinyin/pinyin.ts').then(({ nameKeys, syllables }) => ({ nameKeys, syllables })),
    enabled: lang === 'en',
    staleTime: Number.POSITIVE_INFINITY,
  });
  return lang === 'en' && reader.data ? latinName(name, reader.data) : '';
};
export const PersonName = ({ name }: { name: string }) => {
  const latin = useLatinName(name);
  return latin ? (
    <>
      <b className="b">{latin}</b> <span lang="zh">{name}</span>
    </>
  ) : (
    <b className="b">{name}</b>
  );
};

/** The first cell of every list of people: opens the record, says sex and age, that there are several records, that the person has died. */
export const PersonCell = ({ row }: { row: Pick<WorkerRow, 'workerId' | 'name' | 'sex' | 'age' | 'records' | 'diedOn'> }) => {
  const t = useT();
  const said = [t(sexWords(row.sex)), row.age === null ? '' : String(row.age)].filter(Boolean).join(' ');
  return (
    <span className="wk-person">
      <Link to={`/workers/${row.workerId}`} className="wk-open">
        <PersonName name={row.name} />
      </Link>{' '}
      {said && <span className="mute nowrap">{said}</span>}{' '}
      {row.records > 1 && <Chip kind="k">{t(`${row.records} 份档案`, `${row.records} records`)}</Chip>}{' '}
      {row.diedOn && <St k="off">{t(`已去世 ${row.diedOn}`, `died ${row.diedOn}`)}</St>}
    </span>
  );
};

/** 克度镇・先锋村; in English Xianfeng Village, Kedu Town. */
export const PlaceLine = ({ home, county }: { home: NonNullable<WorkerRow['home']>; county?: boolean }) => {
  const t = useT();
  const { lang } = useLang();
  const zh = [county ? home.county : '', home.town, home.village].filter(Boolean).join('・') || home.county;
  const full = useAreaName(home.code, lang === 'zh' ? zh : undefined);
  const parts = full.split(', ');
  const en = parts.slice(0, home.village && home.town ? (county ? 3 : 2) : home.town && county ? 2 : 1).join(', ');
  return (
    <span>
      {lang === 'zh' ? zh : /^\d{12}$/.test(full) ? zh : en}
      {!home.known && <span className="mute">{t('（户籍没有登记，按建档地）', ' (home not recorded, by office)')}</span>}
    </span>
  );
};

const POVERTY: Record<string, Text> = {
  general: { zh: '脱贫户', en: 'Lifted out' },
  dibao: { zh: '低保脱贫户', en: 'Lifted out, allowance' },
  tekun: { zh: '特困供养脱贫户', en: 'Lifted out, in care' },
};
const MONITORED: Record<string, Text> = {
  unstable: { zh: '脱贫不稳定户', en: 'Lifted, unstable' },
  marginal: { zh: '边缘易致贫户', en: 'At the margin' },
  sudden: { zh: '突发严重困难户', en: 'Sudden hardship' },
};
const LOW_INCOME: Record<string, Text> = {
  dibao: { zh: '农村低保', en: 'Rural allowance' },
  tekun: { zh: '农村特困', en: 'Rural, in care' },
};
const last = (kind: string): string => kind.slice(kind.lastIndexOf('_') + 1);

interface Identity {
  readonly key: string;
  readonly kind: 'k' | 'mon' | 'pov';
  readonly text: Text;
}
/** Groups that hold today, the weightiest first: monitored with an open risk is ochre, lifted out of poverty outlined, the rest grey. */
export const identityChips = (of: NonNullable<WorkerRow['identities']>): readonly Identity[] => {
  const chips: Identity[] = [];
  const monitored = of.monitored ? MONITORED[last(of.monitored)] : undefined;
  if (monitored)
    chips.push(
      of.riskOpen
        ? { key: 'monitored', kind: 'mon', text: monitored }
        : { key: 'monitored', kind: 'k', text: { zh: `${monitored.zh}，风险已消除`, en: `${monitored.en}, risk removed` } },
    );
  const poverty = of.poverty ? POVERTY[last(of.poverty)] : undefined;
  if (poverty) chips.push({ key: 'poverty', kind: 'pov', text: poverty });
  const low = of.lowIncome ? LOW_INCOME[last(of.lowIncome)] : undefined;
  if (low) chips.push({ key: 'low', kind: 'k', text: low });
  if (of.relocated) chips.push({ key: 'relocated', kind: 'k', text: { zh: '易地搬迁', en: 'Resettled' } });
  return chips;
};
export const IdentityChips = ({ of }: { of: NonNullable<WorkerRow['identities']> }) => {
  const t = useT();
  const chips = identityChips(of);
  if (!chips.length) return <span className="mute">{t('都不是', 'none')}</span>;
  return (
    <span className="wk-chips">
      {chips.map((c) => (
        <Chip key={c.key} kind={c.kind}>
          {t(c.text)}
        </Chip>
      ))}
    </span>
  );
};

/** Work now and where, as far as it is known. */
export const WorkNow = ({ row }: { row: Pick<WorkerRow, 'working' | 'workPlace' | 'workSince'> }) => {
  const t = useT();
  if (row.working === 'not_working') return <St k="off">{t('未就业', 'not in work')}</St>;
  if (row.working !== 'working') return <span className="mute">{t('不清楚', 'not known')}</span>;
  return (
    <span>
      {row.workPlace || t('在岗', 'in work')}
      {row.workSince && <span className="mute nowrap"> {t(`${row.workSince} 起`, `since ${row.workSince}`)}</span>}
    </span>
  );
};

/** One line that tells people of the same name apart: village, age, masked number. Plain text, for search hits and pickers. */
export const tellApart = (row: WorkerRow, lang: 'zh' | 'en'): string =>
  [
    row.home ? [row.home.town, row.home.village].filter(Boolean).join('') || row.home.county : '',
    sexAgeWords(row.sex, row.age)[lang],
    row.numberMasked ? row.numberMasked.replace(/\*+/, '…') : (row.phoneMasked ?? '').replace(/\*+/, '…'),
  ]
    .filter(Boolean)
    .join(lang === 'zh' ? '，' : ', ');

/** A masked number or telephone, or that there is none. */
export const MaskedOr = ({ text, none }: { text: string | undefined; none: string }) =>
  text ? <Mask text={text} /> : <span className="mute">{none}</span>;
