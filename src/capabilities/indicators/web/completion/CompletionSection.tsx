import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readCompletion } from '../../contractCompletion.ts';
import { FigureProblem } from '../FigureProblem.tsx';
import { ForecastView } from './ForecastView.tsx';
import { MetBars } from './MetBars.tsx';
import { knownWords, percent } from './words.ts';

/** On an agreement's page: how far its targets are met, and where the year will end. */
export const CompletionSection = () => {
  const id = useSlotSubject();
  const t = useT();
  const [year, setYear] = useState<number | undefined>(undefined);
  const [open, setOpen] = useState<string | null>(null);
  const ask = { agreementId: id, ...(year === undefined ? {} : { year }) };
  const read = useRead(readCompletion, ask, { keep: true });
  if (read.error) return <FigureProblem problem={read.error} onRetry={() => void read.refetch()} onReset={() => setYear(undefined)} />;
  if (!read.data) return <Loading rows={4} what={t('正在按每个人的证据统计', 'Counting by everybody’s evidence')} />;
  const told = read.data;
  const [row] = told.rows;
  const known = knownWords(told);
  return (
    <section className="tc">
      <Sec
        t={t(`${told.year} 年目标完成`, `Targets of ${told.year} met`)}
        sub={t(`截至 ${told.asOf}`, `as of ${told.asOf}`)}
        x={t(`竖线 = 时间进度 ${percent(told.time.days, told.time.of)}`, `line = time passed, ${percent(told.time.days, told.time.of)}`)}
      />
      {told.years.length > 1 && (
        <Segmented
          className="noprint"
          aria-label={t('哪一年', 'Which year')}
          value={told.year}
          options={told.years.map((y) => ({ value: y, label: String(y) }))}
          onChange={(y) => {
            setOpen(null);
            setYear(Number(y));
          }}
        />
      )}
      {!row ? (
        <p className="sub">{t('这份协议的完成情况不在您的辖区里。', 'Completion of this agreement lies outside your area.')}</p>
      ) : row.tooFine ? (
        <p className="sub">
          {t(
            `${row.tooFine.zh}比县还细，档案里的户籍和就业地分不出它，完成情况统计不了。`,
            `${row.tooFine.en} is finer than a county; homes and places of work on record cannot tell it apart, so nothing can be counted.`,
          )}
        </p>
      ) : row.targets.length === 0 ? (
        <p className="sub">
          {t(`${told.year} 年没有有效的目标，没有完成率。`, `No target is in force in ${told.year}, hence no completion.`)}
        </p>
      ) : (
        <>
          <MetBars row={row} asked={told} whole />
          <div className="tc-ends">
            <Sec h={3} t={t('到年底会怎样', 'Where the year will end')} />
            <Segmented
              className="noprint"
              aria-label={t('看哪个指标的预测', 'Forecast of which figure')}
              value={open ?? row.targets[0]!.indicator}
              options={row.targets.map((m) => ({ value: m.indicator, label: `${m.indicator} ${t(m.short)}` }))}
              onChange={(i) => setOpen(String(i))}
            />
            <ForecastView agreementId={id} indicator={open ?? row.targets[0]!.indicator} year={told.year} beside={told} />
          </div>
          <p className="note">
            {known && t(`${known.zh}。`, `${known.en}. `)}
            {t('点人数看是哪些人；', 'the number opens its people; ')}
            <Link to={`/completion?year=${told.year}`}>{t('看全部协议和排名', 'all agreements and places')}</Link>
          </p>
        </>
      )}
    </section>
  );
};
