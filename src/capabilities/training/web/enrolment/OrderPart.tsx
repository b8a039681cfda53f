import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { useSlotSubject } from '#platform/web/Slot.tsx';
import { Empty, Loading, ProblemView } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import {
  type OrderOut,
  type OrderParty,
  orderPartyTexts,
  Promise4,
  promiseShort,
  readClass,
  readOrder,
  type TraineePromises,
} from '../../contract.ts';
import { PromiseDialog } from './PromiseDialog.tsx';
import { EnrolmentMark, Person, PromiseLegend, PromiseMark, yuan } from './parts.tsx';
import { SignDialog } from './SignDialog.tsx';
import './enrolment.css';

/** Of an order class: who agreed on what, the reserved posts, and the four promises trainee by trainee. */
export const OrderPart = () => {
  const id = useSlotSubject();
  const ordered = useRead(readClass, { id }).data?.orderKind != null;
  const read = useRead(readOrder, { id }, { enabled: ordered });
  if (!ordered) return null;
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  if (!read.data) return <Loading rows={4} />;
  return <Order of={read.data} />;
};
const CONDITION = (met: boolean | null): MarkKind => (met === true ? 'ok' : met === null ? 'later' : 'no');

const Order = ({ of: o }: { of: OrderOut }) => {
  const t = useT();
  const [party, setParty] = useState<OrderParty | null>(null);
  const [one, setOne] = useState<TraineePromises | null>(null);
  const columns: readonly Column<TraineePromises>[] = [
    { key: 'name', title: t('姓名', 'Name'), cell: (r) => <Person of={r.worker} /> },
    { key: 'state', title: t('状态', 'State'), cell: (r) => <EnrolmentMark state={r.state} /> },
    {
      key: 'post',
      title: t('意向岗位', 'Post of the intent'),
      cell: (r) => <span lang="zh-CN">{o.posts.find((p) => p.id === r.postId)?.title ?? '—'}</span>,
    },
    ...Promise4.options.map((p, i) => ({
      key: p,
      title: t(promiseShort[p]),
      main: i > 1,
      cell: (r: TraineePromises) => {
        const c = r.checks.find((x) => x.promise === p);
        return c ? <PromiseMark of={c} /> : <span className="mute">—</span>;
      },
    })),
    ...(o.may.promise
      ? [
          {
            key: 'deed',
            title: <span className="vh">{t('凭据', 'Evidence')}</span>,
            cell: (r: TraineePromises) => (
              <Button
                size="small"
                type="text"
                className="noprint"
                aria-label={`${t('凭据', 'Evidence')} ${r.worker.name}`}
                onClick={() => setOne(r)}
              >
                {t('凭据', 'Evidence')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  return (
    <section className="en-part" aria-label={t('订单', 'Order')}>
      <Sec
        t={t('订单', 'Order')}
        sub={<span lang="zh-CN">{o.employer.name}</span>}
        x={
          o.may.write && (
            <Link to={`/training/classes/${o.classId}/order`}>
              {o.terms ? t('更正协议和岗位', 'Correct terms and posts') : t('登记三方协议', 'Enter the agreement of three')}
            </Link>
          )
        }
      />
      <ul className="en-conditions en-lessons">
        {o.conditions.map((c) => (
          <li key={c.key}>
            <St k={CONDITION(c.met)} plain>
              {t(c.text)}
            </St>
          </li>
        ))}
      </ul>
      {o.terms && (
        <>
          <ul className="en-signs">
            {o.signatures.map((s) => (
              <li key={s.party} className="row gap12 wrap">
                <span className="s13 sub">{t(orderPartyTexts[s.party])}</span>
                <b className="b">{t(s.name)}</b>
                {s.state === 'signed' ? (
                  <St k="ok">
                    <span lang="zh-CN">{s.post}</span> <span className="num nowrap">{s.signedOn}</span>
                  </St>
                ) : s.state === 'void' ? (
                  <St k="off">
                    {t('签字作废', 'void')}
                    {s.reason && <span lang="zh-CN">{t(`：${s.reason}`, `: ${s.reason}`)}</span>}
                  </St>
                ) : (
                  <St k="later">{t('还没有签字', 'Not signed yet')}</St>
                )}
                {s.may && (
                  <Button size="small" type="primary" className="noprint" onClick={() => setParty(s.party)}>
                    {t('签字', 'Sign')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          <p className="s13 sub en-lessons">
            {t(
              `入学后 ${o.terms.entryDays} 天内签入职协议，结业后 ${o.terms.contractDays} 天内签劳动合同。`,
              `Agreement within ${o.terms.entryDays} days of entry, contract within ${o.terms.contractDays} days of finishing.`,
            )}
            {o.terms.words && <span lang="zh-CN"> {o.terms.words}</span>}
          </p>
          <DataTable
            label={t('预留岗位', 'Reserved posts')}
            columns={[
              {
                key: 'title',
                title: t('预留岗位', 'Reserved post'),
                cell: (p) => (
                  <b className="b" lang="zh-CN">
                    {p.title}
                  </b>
                ),
              },
              { key: 'place', title: t('工作地点', 'Place'), cell: (p) => t(p.place.name) },
              { key: 'heads', title: t('人数', 'Heads'), right: true, cell: (p) => p.heads },
              { key: 'named', title: t('已签意向', 'Named in intents'), right: true, cell: (p) => p.named },
              {
                key: 'pay',
                title: t('承诺月薪（元）', 'Pay promised (yuan a month)'),
                right: true,
                main: true,
                cell: (p) => yuan(p.payMin, p.payMax),
              },
              { key: 'note', title: t('说明', 'Note'), cell: (p) => <span lang="zh-CN">{p.note || '—'}</span> },
            ]}
            rows={o.posts}
            rowKey={(p) => p.id}
            rowName={(p) => p.title}
          />
          <Sec h={3} t={t('学员与四项承诺', 'Trainees and the four promises')} sub={t(`${o.people.length} 人`, `${o.people.length}`)} />
          {o.people.length === 0 ? (
            <Empty
              title={t('还没有学员', 'No trainees yet')}
              hint={t('有人报名之后，在这里登记意向书。', 'Once somebody asks, their intent is entered here.')}
            />
          ) : (
            <DataTable
              label={t('学员与四项承诺', 'Trainees and the four promises')}
              columns={columns}
              rows={o.people}
              rowKey={(r) => r.enrolmentId}
              rowName={(r) => r.worker.name}
              legend={<PromiseLegend />}
            />
          )}
        </>
      )}
      {party && <SignDialog of={o} party={party} onClose={() => setParty(null)} />}
      {one && <PromiseDialog of={o} trainee={one} onClose={() => setOne(null)} />}
    </section>
  );
};
