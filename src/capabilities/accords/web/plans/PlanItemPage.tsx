import { Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { Facts, Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G, type MarkKind } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readItem, type WorkItemWhole } from '../../contractPlans.ts';
import { type ItemDeed, itemDeedTexts, otherSide, sideTexts } from '../../rulesPlans.ts';
import { FileLink } from './FileLink.tsx';
import { type ItemStep, PlanItemDialog } from './PlanItemDialog.tsx';
import { ItemStateMark, Stands, UnitName, useLeadText } from './planWords.tsx';
import './plans.css';

/** One work point: what shall be there, who is responsible, how it stands, what was done and by what it is proved. */
export const PlanItemPage = () => {
  const t = useT();
  const { id = '' } = useParams();
  const read = useRead(readItem, { id });
  const [step, setStep] = useState<ItemStep | null>(null);
  // a step refused because somebody was faster: what they wrote is shown
  const closed = () => {
    setStep(null);
    void read.refetch();
  };
  const of = read.data;
  return (
    <Screen
      title={of?.title ?? t('工作要点', 'Work point')}
      heading={of && <span className="pl-name">{of.title}</span>}
      crumb={
        <>
          <Link to="/plan-items">{t('工作要点', 'Work points')}</Link> /{' '}
          {of ? t(`${of.year} 年第 ${of.number} 件`, `${of.year}, no. ${of.number}`) : '…'}
        </>
      }
      sub={
        of && (
          <span className="row wrap gap12">
            <ItemStateMark state={of.state} />
            <Stands stands={of.stands} dueDay={of.dueDay} />
          </span>
        )
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      {of && (
        <>
          <Actions of={of} onStep={setStep} />
          <div className="pl-two">
            <div>
              <section className="pl-part">
                <Sec t={t('做到什么算完', 'What shall be there at the end')} />
                <p className="pl-outcome pl-body" lang="zh-CN">
                  {of.outcome}
                </p>
              </section>
              <Notes of={of} />
              <History of={of} />
            </div>
            <Sides of={of} />
          </div>
          {step && <PlanItemDialog key={step} step={step} of={of} onClose={closed} />}
        </>
      )}
    </Screen>
  );
};

/** What may be done now, the next step first; or who is asked to act. */
const Actions = ({ of, onStep }: { of: WorkItemWhole; onStep: (step: ItemStep) => void }) => {
  const t = useT();
  const may = new Set<ItemDeed>(of.steps);
  const living = of.state !== 'closed' && of.state !== 'dropped';
  const first = (['closed', 'started', 'said_done'] as const).find((s) => may.has(s));
  const words: Record<ItemStep, string> = {
    started: t('开始办', 'Start'),
    said_done: t('报办完', 'Say it is done'),
    closed: t('确认办结', 'Close it'),
    sent_back: t('退回', 'Send back'),
    due_moved: t('改完成日', 'Move the due day'),
    corrected: t('更正', 'Correct'),
    dropped: t('不办了', 'Drop'),
    note: t('写进展', 'Note progress'),
  };
  const order: readonly ItemStep[] = ['closed', 'sent_back', 'started', 'said_done', 'note', 'due_moved', 'corrected', 'dropped'];
  const shown = order.filter((s) => (s === 'note' ? living && of.speaks.length > 0 : may.has(s)));
  if (!living) return null;
  const waitsFor = of.state === 'said_done' ? of.units[otherSide(of.lead)] : of.units[of.lead];
  return (
    <div className="row gap12 pl-acts noprint">
      {shown.map((s) => (
        <Button key={s} type={s === first ? 'primary' : 'default'} onClick={() => onStep(s)}>
          {words[s]}
        </Button>
      ))}
      {!first && (
        <span className="note">
          {of.state === 'said_done'
            ? t(`等“${waitsFor.name}”确认或退回`, `Waits for “${waitsFor.name}” to close it or send it back`)
            : t(`由“${waitsFor.name}”办`, `“${waitsFor.name}” works on it`)}
        </span>
      )}
    </div>
  );
};

const Sides = ({ of }: { of: WorkItemWhole }) => {
  const t = useT();
  const lead = useLeadText();
  return (
    <aside>
      <section className="pl-part">
        <Sec t={t('谁负责', 'Who is responsible')} x={lead(of.lead)} />
        <Facts
          rows={(['origin', 'host'] as const).map((side) => [
            t(sideTexts[side]),
            <span key={side}>
              <UnitName unit={of.units[side]} />
              <br />
              <span className="mute s13">{t(of.units[side].area)}</span>
            </span>,
          ])}
        />
      </section>
      <section className="pl-part">
        <Sec t={t('从哪里来', 'Where it comes from')} />
        <Facts
          rows={[
            [
              t('协议', 'Agreement'),
              <Link key="a" to={`/agreements/${of.agreement.id}`} lang="zh-CN">
                {of.agreement.title}
              </Link>,
            ],
            [t('要点', 'Plan'), t(`${of.year} 年第 ${of.number} 件`, `${of.year}, no. ${of.number}`)],
            [
              t('决议', 'Resolution'),
              of.resolution ? (
                <span key="r">
                  <Link to={`/joint-meetings/${of.resolution.meetingId}`} lang="zh-CN">
                    {of.resolution.meeting}
                  </Link>
                  {t(`（${of.resolution.heldOn}）第 ${of.resolution.number} 条`, ` (${of.resolution.heldOn}), no. ${of.resolution.number}`)}
                </span>
              ) : (
                t('不是决议列的', 'none')
              ),
            ],
          ]}
        />
      </section>
    </aside>
  );
};

const Notes = ({ of }: { of: WorkItemWhole }) => {
  const t = useT();
  return (
    <section className="pl-part">
      <Sec
        t={t('进展和凭据', 'Progress and proof')}
        sub={of.notes.length ? t(`${of.notes.length} 条`, String(of.notes.length)) : undefined}
      />
      {of.notes.length === 0 ? (
        <p className="note pl-body">{t('还没有写过进展。', 'No progress has been noted yet.')}</p>
      ) : (
        <ul className="pl-line pl-proof">
          {of.notes.map((n) => (
            <li key={n.id}>
              <div>
                <b className="b">{n.kind === 'proof' ? t('办完的凭据', 'Proof that it is done') : t('进展', 'Progress')}</b>{' '}
                <span className="mute s13">
                  {t(sideTexts[n.side])} {n.by} <span className="num nowrap">{instant(n.at)}</span>
                </span>
              </div>
              {n.words && (
                <div className="res" lang="zh-CN">
                  {n.words}
                </div>
              )}
              {n.file && <FileLink file={n.file} />}
              {n.link && <Link to={n.link}>{t('打开那条记录', 'Open the record')}</Link>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

const DEED_MARKS: Record<ItemDeed, MarkKind> = {
  opened: 'later',
  started: 'due',
  said_done: 'info',
  closed: 'ok',
  sent_back: 'doubt',
  due_moved: 'info',
  corrected: 'info',
  dropped: 'off',
};
const History = ({ of }: { of: WorkItemWhole }) => {
  const t = useT();
  const fields = {
    title: t('事项', 'Item'),
    outcome: t('做到什么算完', 'What shall be there'),
    origin: t('输出地责任单位', 'Unit of the origin'),
    host: t('输入地责任单位', 'Unit of the host'),
    dueDay: t('完成日', 'Due day'),
  };
  return (
    <section className="pl-part">
      <Sec t={t('经过', 'History')} sub={t('每一步都留着，不能改', 'every step is kept')} />
      <ol className="pl-time pl-body">
        {of.history.map((v) => (
          <li key={v.at}>
            <span className="when num">{instant(v.at).slice(0, 10)}</span>
            <span className="mk">
              <G k={DEED_MARKS[v.deed]} />
            </span>
            <div>
              <b className="b">{t(itemDeedTexts[v.deed])}</b>{' '}
              <span className="mute s13">
                {t(sideTexts[v.side])} {v.by}
              </span>
              {v.changes.map((c) => (
                <div key={c.field} className="what s13">
                  {fields[c.field]}
                  {t('：', ': ')}
                  <span lang="zh-CN">
                    {c.from} → {c.to}
                  </span>
                </div>
              ))}
              {v.reason && (
                <div className="what" lang="zh-CN">
                  {v.reason}
                </div>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
};
