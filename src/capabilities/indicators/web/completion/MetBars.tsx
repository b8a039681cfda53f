import { Link } from 'react-router';
import { GAP } from '#capabilities/accords/contract.ts';
import { Fig } from '#platform/web/kit.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { G, St } from '#platform/web/marks.tsx';
import { Slot } from '#platform/web/Slot.tsx';
import type { CompletionRow, TargetMet } from '../../contractCompletion.ts';
import { outText, standingTexts } from '../../rulesCompletion.ts';
import { markOf, opens, percent, placeWords } from './words.ts';
import './completion.css';

export interface Asked {
  readonly year: number;
  readonly asOf: string;
  readonly knownAt: string | null;
  readonly time: { readonly days: number; readonly of: number };
}

/** A bar with the line of time: below it 赭 and half a disc. The number beside it opens its people; the bar itself says nothing new. */
export const Meter = ({ of, time }: { of: Pick<TargetMet, 'persons' | 'target' | 'standing' | 'kind'>; time: Asked['time'] }) => (
  <div className={`meter tc-meter tc-${of.standing}`} aria-hidden="true">
    <i style={{ width: `${Math.min(100, (100 * of.persons) / of.target)}%` }} />
    {of.kind === 'flow' && of.standing !== 'out' && <u style={{ left: `${(100 * time.days) / time.of}%` }} />}
  </div>
);
export const Percent = ({ of }: { of: Pick<TargetMet, 'persons' | 'target' | 'standing'> }) => {
  const t = useT();
  const mark = markOf[of.standing];
  return (
    <span className={`tc-percent num nowrap tc-${of.standing}`}>
      {mark && <G k={mark} s={12} label={t(standingTexts[of.standing])} />} <b className="b">{percent(of.persons, of.target)}</b>
    </span>
  );
};

/** All targets of one agreement as bars. `whole`: with the gap, the place, the frozen month; without, as on the home page. */
export const MetBars = ({ row, asked, whole }: { row: CompletionRow; asked: Asked; whole?: boolean }) => {
  const t = useT();
  const days = { from: `${asked.year}-01-01`, to: asked.asOf, knownAt: asked.knownAt };
  return (
    <>
      {row.out && (
        <p className="s13 tc-out">
          <St k="off">{t(outText(row.out))}</St>
          {t('，不排名，也不比时间进度', ': no place, and not held against time')}
        </p>
      )}
      <ul className="tc-bars">
        {row.targets.map((m) => {
          const place = placeWords(m);
          return (
            <li key={m.indicator}>
              <div className="row sp s13 base wrap">
                <span>
                  {t(whole ? m.name : m.short)}
                  {t('（', ' (')}
                  {m.indicator}
                  {t('）', ')')}
                </span>
                <span className="row base gap12">
                  <span className="nowrap">
                    <Fig v={number(m.persons)} to={opens(row, m.indicator, days)} />
                    <span className="mute">
                      {' / '}
                      {number(m.target)}
                      {t(' 人', '')}
                    </span>
                  </span>
                  <Percent of={m} />
                </span>
              </div>
              <Meter of={m} time={asked.time} />
              {whole && (
                <p className="note tc-more">
                  {!row.out && <span>{gapWords(m, t)}</span>}
                  {!row.out && <Slot name={GAP} of={`${row.agreementId} ${m.indicator} ${asked.year}`} />}
                  {m.kind === 'stock' && <span>{t('存量按当天看，不比时间进度', 'a stock: not held against time')}</span>}
                  {place && <span>{t(place)}</span>}
                  {m.reported !== null && (
                    <span>
                      {t('已上报 ', 'reported ')}
                      <Fig v={number(m.reported)} to={opens(row, m.indicator, { ...days, said: true })} />
                    </span>
                  )}
                  {m.since > `${asked.year}-01-01` && (
                    <span>
                      {m.adjusted
                        ? t(`目标 ${m.since} 起调整过`, `target adjusted from ${m.since}`)
                        : t(`目标自 ${m.since} 起`, `target since ${m.since}`)}
                    </span>
                  )}
                  {m.frozen && (
                    <span>
                      {t(`${m.frozen.month} 封账时 `, `frozen ${m.frozen.month}: `)}
                      <Link className="fig num" to={`/figures/freeze/${m.frozen.freezeId}`}>
                        {number(m.frozen.persons)}
                      </Link>
                      {m.frozen.target === null
                        ? t('，当时还没有目标', ', no target then')
                        : ` / ${number(m.frozen.target)}${t('，', ', ')}${percent(m.frozen.persons, m.frozen.target)}`}
                    </span>
                  )}
                </p>
              )}
            </li>
          );
        })}
      </ul>
    </>
  );
};

export const gapWords = (m: TargetMet, t: (zh: string, en: string) => string): string =>
  m.gap > 0
    ? t(`还差 ${number(m.gap)} 人`, `${number(m.gap)} to go`)
    : m.persons > m.target
      ? t(`已完成，超出 ${number(m.persons - m.target)} 人`, `met, ${number(m.persons - m.target)} above`)
      : t('正好完成', 'exactly met');
