import { Link } from 'react-router';
import { Mask, Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G, type MarkKind, St } from '#platform/web/marks.tsx';
import type { Pair, PairSide } from '../contract.ts';
import { type Agreement, agreementTexts, type ComparedField, compareSides } from './pairWords.ts';

const mark: Readonly<Record<Agreement, MarkKind>> = { same: 'ok', seenSame: 'due', differs: 'no', oneOnly: 'later', hidden: 'off' };

/** Both records beside each other; what agrees and what differs is told by shape and word. */
export const PairSides = ({ pair }: { pair: Pair }) => {
  const t = useT();
  const hidden = !pair.a.visible || !pair.b.visible;
  // of an empty row nothing can be learnt
  const rows = compareSides(pair, t).filter((f) => f.a !== '' || f.b !== '');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scroll area must be reachable by keyboard
    <section className="table-scroll" aria-label={t('两份档案对照', 'Both records compared')} tabIndex={0}>
      <table className="t3 sides">
        <thead>
          <tr>
            <th scope="col">{t('项目', 'Field')}</th>
            <th scope="col">
              <SideHead side={pair.a} letter={t('甲', 'A')} />
            </th>
            <th scope="col">
              <SideHead side={pair.b} letter={t('乙', 'B')} />
            </th>
            <th scope="col">{t('对照', 'Compared')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((f) => (
            <tr key={f.key} className={f.agreement === 'differs' && !f.origin ? 'differs' : ''}>
              <th scope="row">{t(f.label)}</th>
              <td>
                <Value field={f} value={f.a} out={!pair.a.visible} />
              </td>
              <td>
                <Value field={f} value={f.b} out={!pair.b.visible} />
              </td>
              <td>{!f.origin && !hidden && <St k={mark[f.agreement]}>{t(agreementTexts[f.agreement])}</St>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
};

const SideHead = ({ side, letter }: { side: PairSide; letter: string }) => {
  const t = useT();
  if (!side.visible) return <>{t(`${letter}：${side.county}，辖区外`, `${letter}: ${side.county}, outside`)}</>;
  return (
    <Link to={`/workers/${side.workerId}`}>
      {t(`${letter}：${side.county}的一份`, `${letter}: record in ${side.county}`)}
      {side.records > 1 && t(`（此人共 ${side.records} 份）`, ` (one of ${side.records})`)}
    </Link>
  );
};

const Value = ({ field, value, out }: { field: ComparedField; value: string; out: boolean }) => {
  const t = useT();
  if (out) return <span className="mute">{t('只显示区县', 'county only')}</span>;
  if (value === '') return <span className="mute">{t('没有登记', 'none')}</span>;
  return field.masked ? <Mask text={value} /> : <span className={field.agreement === 'differs' && !field.origin ? 'b' : ''}>{value}</span>;
};

/** Where the score comes from: points that add up to it. */
export const PairReasons = ({ pair }: { pair: Pair }) => {
  const t = useT();
  if (pair.reasons.length === 0) return null;
  const sum = pair.reasons.reduce((s, r) => s + r.points, 0);
  const sign = (n: number) => (n > 0 ? `+${n}` : String(n).replace('-', '−'));
  return (
    <section className="case-part">
      <Sec h={3} t={t('为什么说像', 'Why they look alike')} />
      <table className="t3">
        <tbody>
          {pair.reasons.map((r) => (
            <tr key={r.text.zh}>
              <th scope="row">{t(r.text)}</th>
              <td className="r num">{sign(r.points)}</td>
            </tr>
          ))}
          <tr className="sum">
            <th scope="row">{t('合计', 'Score')}</th>
            <td className="r num">{pair.score}</td>
          </tr>
        </tbody>
      </table>
      {sum !== pair.score && (
        <p className="note">{t(`各项相加 ${sum}，计分在 0 至 100 之间`, `The points add up to ${sum}; a score lies between 0 and 100`)}</p>
      )}
    </section>
  );
};

/** 为什么不自动合并: what keeps a machine from deciding it. */
export const PairGuards = ({ pair }: { pair: Pair }) => {
  const t = useT();
  if (pair.guards.length === 0) return null;
  return (
    <section className="case-part">
      <Sec h={3} t={t('为什么不自动合并', 'Why it is not merged automatically')} />
      <ul className="guards">
        {pair.guards.map((g) => (
          <li key={g.zh}>
            <G k="doubt" />
            <span>{t(g)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
};
