import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'react-router';
import { WINDOWS } from '#capabilities/employment/rules.ts';
import type { Output } from '#platform/contract.ts';
import { Bars } from '#platform/web/Bars.tsx';
import { I } from '#platform/web/icons.tsx';
import { number, useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import type { Text } from '#standards/text.ts';
import { listFigureMembers } from '../contractFigures.ts';
import { answerTexts } from '../rulesDimensions.ts';
import type { Where } from './ask.ts';
import type { Figure, Opens, RateOf } from './grid.ts';
import { type Ask, type Catalogue, questionOf } from './useAsk.ts';

type Answer = keyof typeof answerTexts;
const ANSWERS = Object.keys(answerTexts) as readonly Answer[];
export const isAnswer = (text: string | undefined): text is Answer => ANSWERS.includes(text as Answer);
const answerMarks: Readonly<Record<Answer, MarkKind>> = {
  yes: 'ok',
  no: 'no',
  unverified: 'due',
  notYetDue: 'later',
  notApplicable: 'off',
};
const answerOf = (code: string | undefined): Answer =>
  code === '7' ? 'no' : code === '8' ? 'unverified' : code === '0' ? 'notYetDue' : code === '-1' ? 'notApplicable' : 'yes';
const SIZE = 30;

export interface Drilled {
  readonly figure: Figure;
  readonly opens: Opens;
  /** 平塘县克度镇，脱贫劳动力. */
  readonly place: string;
  readonly where: Where;
  /** What the table says of the cell; undefined while it does not say. */
  readonly persons: number | undefined;
  readonly rate: RateOf | undefined;
}
interface Props {
  readonly ask: Ask;
  readonly of: Drilled;
  readonly catalogue: Catalogue;
  /** The instant of the table: the list is that of the number, not of a moment later. */
  readonly knownAt: string;
  readonly answer: Answer | undefined;
  readonly cursor: string | undefined;
  readonly onAnswer: (answer: Answer | undefined) => void;
  readonly onWindow: (window: number) => void;
  readonly onPage: (cursor: string | undefined) => void;
  readonly onClose: () => void;
  readonly figureLink: string;
}

/** 这个数的来历: who stands behind a cell, as many as the cell says; those whom the reader may not see as one line. */
export const DrillPanel = ({ ask, of, catalogue, knownAt, answer, cursor, onAnswer, onWindow, onPage, onClose, figureLink }: Props) => {
  const t = useT();
  const head = useRef<HTMLHeadingElement>(null);
  const { figure, opens } = of;
  const id = `${opens.figure} ${opens.row} ${opens.col} ${opens.said}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another cell is another list
  useEffect(() => head.current?.focus({ preventScroll: true }), [id]);
  const rate = figure.unit === 'rate';
  const input = {
    ...questionOf({ ...ask, where: of.where }, figure, knownAt),
    ...(rate && answer ? { window: ask.window, answer } : {}),
    ...(opens.said ? { reported: true } : {}),
    ...(cursor ? { cursor } : {}),
    size: SIZE,
  };
  const read = useRead(listFigureMembers, input);
  const d = read.data;
  const expected = rate && answer ? of.rate?.[answer] : of.persons;
  const figureName = `${t(figure.short)}${figure.evidenceClass < 6 ? t(opens.said ? '（已上报）' : '（已核验）', opens.said ? ' (reported)' : ' (verified)') : ''}`;
  const hidden = d ? d.items.filter((i) => i.card === null).length : 0;
  return (
    <aside
      className="fg-drill"
      aria-label={t('这个数的来历', 'Behind this number')}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div className="row sp">
        <span className="note">{t('这个数的来历', 'Behind this number')}</span>
        <Button type="text" size="small" icon={<I n="x" />} aria-label={t('关上名单', 'Close the list')} onClick={onClose} />
      </div>
      <h2 ref={head} tabIndex={-1}>
        {t(`${of.place}，${figureName}`, `${of.place}, ${figureName}`)}
      </h2>
      {rate && <Rate of={of.rate} window={ask.window} answer={answer} onAnswer={onAnswer} onWindow={onWindow} />}
      {read.error && <ProblemView problem={read.error} onRetry={() => void read.refetch()} />}
      {read.isPending && <Loading rows={6} />}
      {d && (
        <>
          <p className="fg-count" role="status">
            <span className="big num">{number(d.total)}</span>
            <span className="u">{t('人', d.total === 1 ? 'person' : 'people')}</span>
            {d.visible !== null && (
              <span>{t(`，其中您可查看 ${number(d.visible)} 人`, `, ${number(d.visible)} of them yours to see`)}</span>
            )}
          </p>
          {expected !== undefined && (
            <p>
              {expected === d.total ? (
                <St k="ok">{t(`名单 ${number(d.total)} 人，与数字相等`, `${number(d.total)} on the list, as the number says`)}</St>
              ) : (
                <St k="no">
                  {t(
                    `名单 ${number(d.total)} 人，数字是 ${number(expected)}，请报障`,
                    `${number(d.total)} on the list, the number says ${number(expected)}: please report it`,
                  )}
                </St>
              )}
            </p>
          )}
          <ul className="fg-people" aria-label={t('名单', 'List')}>
            {d.items.map(
              (m) => m.card && <Person key={m.workerId} of={m} card={m.card} rate={rate} window={ask.window} catalogue={catalogue} />,
            )}
          </ul>
          {hidden > 0 && (
            <p className="fg-hidden">
              <I n="lock" s={14} />{' '}
              {t(
                `这一页另有 ${number(hidden)} 人，计在数里，不在您可查看的范围`,
                `${number(hidden)} more on this page are counted and are not yours to see`,
              )}
            </p>
          )}
          {(d.next || cursor) && (
            <div className="row gap12 wrap noprint">
              {cursor && (
                <Button size="small" onClick={() => onPage(undefined)}>
                  {t('回到第一页', 'First page')}
                </Button>
              )}
              {d.next && (
                <Button size="small" onClick={() => onPage(d.next!)}>
                  {t('下一页', 'Next page')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
      <Definition figure={figure} to={figureLink} />
    </aside>
  );
};

const Definition = ({ figure, to }: { figure: Figure; to: string }) => {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <details className="fg-definition" open={open} onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t(`${figure.id} 怎么算（第 ${figure.version} 版）`, `How ${figure.id} is counted (version ${figure.version})`)}</summary>
      <p className="s13">{t(figure.words)}</p>
      <Link to={to}>{t('看这个指标的口径、走势和查询语句', 'Definition, trend and query of this figure')}</Link>
    </details>
  );
};

/** Of retention: the window, and its answers as ways to narrow the list. */
const Rate = ({
  of,
  window,
  answer,
  onAnswer,
  onWindow,
}: {
  of: RateOf | undefined;
  window: number;
  answer: Answer | undefined;
  onAnswer: (a: Answer | undefined) => void;
  onWindow: (w: number) => void;
}) => {
  const t = useT();
  const pressed = (on: boolean) => ({ type: 'button' as const, 'aria-pressed': on, className: `fg-answer${on ? ' fg-pressed' : ''}` });
  return (
    <div className="fg-rate">
      <fieldset>
        <legend>{t('多少天后', 'After')}</legend>
        {WINDOWS.map((days, i) => (
          <button key={days} {...pressed(i === window)} onClick={() => onWindow(i)}>
            {t(`${days} 天`, `${days} days`)}
          </button>
        ))}
      </fieldset>
      {of && (
        <fieldset>
          <legend>
            {of.rate === null
              ? t('还没有人到期', 'nobody is due yet')
              : t(
                  `${(100 * of.rate).toFixed(1)}% = 在岗 ${number(of.yes)} ÷ 到期 ${number(of.yes + of.no + of.unverified)}`,
                  `${(100 * of.rate).toFixed(1)}% = ${number(of.yes)} there ÷ ${number(of.yes + of.no + of.unverified)} due`,
                )}
          </legend>
          <button {...pressed(answer === undefined)} onClick={() => onAnswer(undefined)}>
            {t('全部', 'all')} <span className="num">{number(of.n)}</span>
          </button>
          {ANSWERS.filter((a) => of[a] > 0 || a === answer).map((a) => (
            <button key={a} {...pressed(a === answer)} onClick={() => onAnswer(a)}>
              <St k={answerMarks[a]}>{t(answerTexts[a])}</St> <span className="num">{number(of[a])}</span>
            </button>
          ))}
        </fieldset>
      )}
    </div>
  );
};

const SEX: Readonly<Record<string, Text>> = { '1': { zh: '男', en: 'male' }, '2': { zh: '女', en: 'female' } };
type Member = Output<typeof listFigureMembers>['items'][number];
const Person = ({
  of: m,
  card,
  rate,
  window,
  catalogue,
}: {
  of: Member;
  card: NonNullable<Member['card']>;
  rate: boolean;
  window: number;
  catalogue: Catalogue;
}) => {
  const t = useT();
  const proof = catalogue.dimensions.find((d) => d.id === 'evidence')?.values.find((v) => v.value === String(m.evidence))?.name;
  const answer = rate ? answerOf(m.answers[window]) : undefined;
  const about = [SEX[card.sex] && t(SEX[card.sex]!), card.age === null ? '' : t(`${card.age} 岁`, `${card.age}`), card.homeName].filter(
    Boolean,
  );
  return (
    <li>
      <div className="row sp base">
        <Link to={`/workers/${m.workerId}`}>{card.name || t('姓名已遮蔽', 'name masked')}</Link>
        {answer ? (
          <St k={answerMarks[answer]}>{t(answerTexts[answer])}</St>
        ) : (
          proof && <Bars filled={7 - m.evidence!} label={t(`证据：${t(proof)}`, `evidence: ${t(proof)}`)} />
        )}
      </div>
      <div className="note">{about.join(t('，', ', '))}</div>
      <div className="note">
        {t(
          `${m.on ? `${m.on} ${rate ? '上岗' : '计入'}，` : ''}${m.placeName!.zh}，${m.people!.zh}${proof ? `，${proof.zh}` : ''}`,
          `${m.on ? `${rate ? 'began' : 'counted on'} ${m.on}, ` : ''}${m.placeName!.en}, ${m.people!.en}${proof ? `, ${proof.en}` : ''}`,
        )}
      </div>
    </li>
  );
};
