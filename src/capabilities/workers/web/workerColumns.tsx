import type { Column } from '#platform/web/DataTable.tsx';
import { instant, number, type useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { abilityTexts, educationTexts, type WorkerRow, willingTexts } from '../contractShapes.ts';
import { IdentityChips, MaskedOr, PersonCell, PlaceLine, WorkNow } from './workerWords.tsx';

type T = ReturnType<typeof useT>;

const word = <K extends string>(texts: Record<K, { zh: string; en: string }>, key: string | undefined, t: T): string =>
  key && Object.hasOwn(texts, key) ? t(texts[key as K]) : '';
const day = (changed: string): string => (changed.length > 10 ? instant(changed).slice(0, 10) : changed);

/** Hidden until somebody wants them; the list shows nine columns at most. */
export const HIDDEN_AT_FIRST = 'ability,education,phone,willing';

/**
 * The columns for these rows. What a viewer may not see is not in the rows and has no column; nor has what no capability fills yet.
 * `narrow`: a phone keeps the village beside the name, the rest opens below.
 */
export const columnsFor = (rows: readonly WorkerRow[], t: T, narrow: boolean): readonly Column<WorkerRow>[] => {
  const has = (held: (row: WorkerRow) => unknown) => rows.some((r) => held(r) !== undefined);
  const none = <span className="mute">{t('没有登记', 'not recorded')}</span>;
  const columns: (Column<WorkerRow> | false)[] = [
    { key: 'name', title: t('姓名', 'Name'), cell: (r) => <PersonCell row={r} /> },
    has((r) => r.numberMasked) && {
      key: 'number',
      title: t('证件号', 'ID number'),
      cell: (r) => <MaskedOr text={r.numberMasked} none={t('暂无', 'none yet')} />,
    },
    has((r) => r.phoneMasked) && {
      key: 'phone',
      title: t('手机', 'Telephone'),
      cell: (r) => <MaskedOr text={r.phoneMasked} none={t('没有登记', 'not recorded')} />,
      main: !has((r) => r.home),
    },
    has((r) => r.home) && {
      key: 'home',
      title: t('户籍村', 'Home village'),
      cell: (r) => (r.home ? <PlaceLine home={r.home} /> : none),
      main: true,
    },
    has((r) => r.identities) && {
      key: 'identity',
      title: t('身份', 'Identity'),
      cell: (r) => (r.identities ? <IdentityChips of={r.identities} /> : none),
      main: !narrow,
    },
    has((r) => r.education) && {
      key: 'education',
      title: t('文化程度', 'Education'),
      cell: (r) => word(educationTexts, r.education, t) || none,
    },
    has((r) => r.ability) && { key: 'ability', title: t('劳动能力', 'Ability'), cell: (r) => word(abilityTexts, r.ability, t) || none },
    has((r) => r.willing) && { key: 'willing', title: t('意愿', 'Intention'), cell: (r) => word(willingTexts, r.willing, t) || none },
    rows.some((r) => r.working === 'working' || r.working === 'not_working') && {
      key: 'work',
      title: t('现在在哪里做什么', 'Where and what now'),
      cell: (r) => <WorkNow row={r} />,
    },
    rows.some((r) => r.inClass) && {
      key: 'class',
      title: t('培训班', 'Class'),
      cell: (r) => (r.inClass ? <St k="info">{t('正在读', 'in a class')}</St> : ''),
    },
    rows.some((r) => r.certificates) && {
      key: 'certificates',
      title: t('证书', 'Certificates'),
      right: true,
      cell: (r) => (r.certificates === undefined ? '' : number(r.certificates)),
    },
    { key: 'changed', title: t('最近变动', 'Last change'), cell: (r) => <span className="num nowrap">{day(r.changed)}</span> },
  ];
  return columns.filter((c) => c !== false);
};
