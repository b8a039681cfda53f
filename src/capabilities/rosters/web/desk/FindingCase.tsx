import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { Mask, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { useSession } from '#platform/web/session.tsx';
import { Loading, ProblemView, WriteProblem } from '#platform/web/states.tsx';
import { useKeys } from '#platform/web/useKeys.ts';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import {
  type FindingCase as Case,
  exemptionStateTexts,
  findingSourceTexts,
  findingStateTexts,
  happeningTexts,
  readFinding,
  takeSuggestion,
} from '../../contractDesk.ts';
import { LATE_DAYS } from '../../rulesDesk.ts';
import { ruleNumber } from '../../rulesRuleNames.ts';
import { AssignDialog } from './AssignDialog.tsx';
import { AskDialog, CommentDialog, DecideDialog, ReopenDialog } from './CaseDialogs.tsx';
import { CaseSides } from './CaseSides.tsx';

interface Props {
  readonly id: string;
  readonly place: { readonly at: number; readonly of: number | null } | null;
  readonly onTold: (told: string) => void;
  /** Nothing is left to do here: the next one may open. */
  readonly onDone: (told: string) => void;
}

export const FindingCase = (props: Props) => {
  const read = useRead(readFinding, { id: props.id });
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading />;
  return <One of={read.data} {...props} />;
};

const mark = (c: Case): MarkKind =>
  c.state === 'open' ? (c.severity === 'hint' ? 'info' : 'doubt') : c.state === 'exempt' ? 'later' : c.state === 'closed' ? 'ok' : 'off';

type Ask = 'comment' | 'assign' | 'exempt' | 'reopen' | 'approve' | 'refuse';

const One = ({ of, place, onTold, onDone }: Props & { of: Case }) => {
  const t = useT();
  const go = useNavigate();
  const viewing = useSession().viewing;
  const [asking, setAsking] = useState<Ask | null>(null);
  const take = useWrite(takeSuggestion, { stales: ['rosters.'], onDone: () => onDone(t('已按建议更正', 'Corrected as suggested')) });
  const work = of.may.work && !viewing;
  const ask = (what: Ask, may: boolean) => () => {
    if (may && !viewing) setAsking(what);
  };
  const correct = () => go(of.correctPath);
  useKeys({
    '1': () => work && (of.suggestion ? take.mutate({ id: of.id, version: of.version }) : correct()),
    '2': () => work && of.suggestion && correct(),
    '3': ask('exempt', of.may.ask),
    '4': ask('assign', of.may.work),
    m: ask('comment', of.may.work),
  });
  const waiting = of.exemptions.find((e) => e.state === 'asked');
  const p = of.person;
  const about = [
    p.sex === '1' ? t('男', 'male') : p.sex === '2' ? t('女', 'female') : '',
    p.age === null ? '' : t(`${p.age} 岁`, `${p.age} years`),
  ].filter(Boolean);
  return (
    <section aria-label={t('这件疑点', 'This finding')}>
      <div className="row sp top">
        <div>
          <p className="note">
            {ruleNumber(of.rule)}
            {place &&
              ` ${t(`第 ${place.at} 件${place.of === null ? '' : `，共 ${place.of} 件`}`, `${place.at}${place.of === null ? '' : ` of ${place.of}`}`)}`}
          </p>
          <h2 className="case-title">
            {p.name}
            {t('：', ': ')}
            {t(of.ruleName)}
          </h2>
          <p className="s13 sub">
            {about.join(t('，', ', '))}
            {p.numberMasked && (
              <>
                {t('，', ', ')}
                <Mask text={p.numberMasked} />
              </>
            )}
            {p.homeName && `${t('，', ', ')}${p.homeName}`} <Link to={`/workers/${p.workerId}`}>{t('打开人员页', 'Open the person')}</Link>
          </p>
        </div>
        <span className="nowrap">
          <St k={mark(of)}>
            {of.state === 'open'
              ? of.late
                ? t(`已 ${of.days} 天，超过 ${LATE_DAYS} 天`, `${of.days} days, more than ${LATE_DAYS}`)
                : t(
                    `${of.severity === 'hint' ? '线索' : '存疑'}，${of.days === 0 ? '今天' : `${of.days} 天`}`,
                    `${of.severity === 'hint' ? 'lead' : 'open'}, ${of.days === 0 ? 'today' : `${of.days} days`}`,
                  )
              : t(findingStateTexts[of.state])}
          </St>
        </span>
      </div>
      <p className="case-lead">
        <b>{t(of.text)}</b>
        {of.why && (
          <>
            {t('。', '. ')}
            {t(of.why)}
            {t('。', '.')}
          </>
        )}
      </p>
      <p className="note">
        {t(findingSourceTexts[of.source])}
        {t('，', ', ')}
        {of.opened}
        {of.reopened > 0 && t(`，已重新打开 ${of.reopened} 次`, `, opened again ${of.reopened} time(s)`)}
        {t('；归', '; with ')}
        {of.assignee?.name ?? of.officeName}
      </p>
      <CaseSides sides={of.sides} />
      {of.suggestion ? (
        <div className="case-hint">
          <b>
            {t('建议：', 'Suggestion: ')}
            {t(of.suggestion.text)}
          </b>
          <p className="s13 sub">{t(of.suggestion.reason)}</p>
        </div>
      ) : (
        of.state === 'open' &&
        (of.advice ?? of.todo) && (
          <div className="case-hint">
            <b>{t('怎么办', 'What to do')}</b>
            <p className="s13 sub">{t((of.advice ?? of.todo)!)}</p>
          </div>
        )
      )}
      {waiting && (
        <div className="case-ask">
          <St k="later">
            {t(
              `${waiting.by} ${instant(waiting.asked)} 申请豁免到 ${waiting.until}`,
              `${waiting.by} asked on ${instant(waiting.asked)} for an exemption until ${waiting.until}`,
            )}
          </St>
          <p className="s13">{waiting.reason}</p>
          {of.may.decide && !viewing ? (
            <div className="row gap12">
              <Button type="primary" onClick={() => setAsking('approve')}>
                {t('批准', 'Approve')}
              </Button>
              <Button onClick={() => setAsking('refuse')}>{t('不批准', 'Refuse')}</Button>
            </div>
          ) : (
            waiting.mine && <p className="note">{t('要另一个人来批准', 'Somebody else approves it')}</p>
          )}
        </div>
      )}
      <History of={of} />
      {(of.may.work || of.may.reopen) && !viewing && (
        <div className="case-foot noprint">
          <div className="row gap12 wrap">
            {of.may.work &&
              (of.suggestion ? (
                <>
                  <Button type="primary" loading={take.isPending} onClick={() => take.mutate({ id: of.id, version: of.version })}>
                    {t('按建议更正', 'Correct as suggested')} <kbd>1</kbd>
                  </Button>
                  <Button onClick={correct}>
                    {t('另行更正', 'Correct otherwise')} <kbd>2</kbd>
                  </Button>
                </>
              ) : (
                <Button {...(of.may.decide ? {} : { type: 'primary' as const })} onClick={correct}>
                  {t('去更正', 'Correct it')} <kbd>1</kbd>
                </Button>
              ))}
            {of.may.ask && (
              <Button onClick={() => setAsking('exempt')}>
                {t('属实，申请豁免', 'True: ask for an exemption')} <kbd>3</kbd>
              </Button>
            )}
            {of.may.work && (
              <Button onClick={() => setAsking('assign')}>
                {t('转派', 'Hand over')} <kbd>4</kbd>
              </Button>
            )}
            {of.may.reopen && <Button onClick={() => setAsking('reopen')}>{t('收回豁免，重新打开', 'Take the exemption back')}</Button>}
            {of.may.work && (
              <Button type="text" onClick={() => setAsking('comment')}>
                {t('写备注', 'Note')} <kbd>M</kbd>
              </Button>
            )}
          </div>
          <WriteProblem problem={take.error} />
          <p className="note">
            {t(
              '更正不会抹掉旧值：旧值连同来源留在时间线上；事实改好，这件自己了结。豁免要另一人批准，最长 12 个月。',
              'A correction keeps the old value with its source; once the fact is right this closes by itself. An exemption is approved by somebody else and holds 12 months at most.',
            )}
          </p>
        </div>
      )}
      {asking === 'comment' && <CommentDialog of={of} onClose={() => setAsking(null)} onTold={onTold} />}
      {asking === 'assign' && <AssignDialog ids={[of.id]} onClose={() => setAsking(null)} onDone={onDone} />}
      {asking === 'exempt' && <AskDialog of={of} onClose={() => setAsking(null)} onTold={onDone} />}
      {asking === 'reopen' && <ReopenDialog of={of} onClose={() => setAsking(null)} onTold={onTold} />}
      {(asking === 'approve' || asking === 'refuse') && waiting && (
        <DecideDialog
          exemption={waiting}
          latest={of.latest}
          approve={asking === 'approve'}
          onClose={() => setAsking(null)}
          onTold={onDone}
        />
      )}
    </section>
  );
};

const History = ({ of }: { of: Case }) => {
  const t = useT();
  if (of.history.length === 0 && of.exemptions.length === 0) return null;
  return (
    <section className="section">
      <Sec h={3} t={t('经过', 'What happened')} />
      <ul className="case-history">
        {of.history.map((h) => (
          <li key={h.id}>
            <time className="num s12 mute">{instant(h.at)}</time>
            <span>
              {h.by ?? t('系统', 'The system')}
              {t('：', ': ')}
              {t(happeningTexts[h.kind])}
              {h.kind === 'assigned' && ` ${h.to ?? t('回所在地办公室', 'back to the office')}`}
              {h.words && `${t('，', ', ')}${h.words}`}
              {h.fileId && (
                <>
                  {' '}
                  <a href={`/api/files/${h.fileId}`}>{t('附件', 'File')}</a>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {of.exemptions
        .filter((e) => e.state !== 'asked')
        .map((e) => (
          <p key={e.id} className="note">
            {t(
              `豁免（${e.by}，到 ${e.until}）：${exemptionStateTexts[e.state].zh}`,
              `Exemption (${e.by}, until ${e.until}): ${exemptionStateTexts[e.state].en}`,
            )}
          </p>
        ))}
    </section>
  );
};
