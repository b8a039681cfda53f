import { Link } from 'react-router';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { FilterBar, FilterField } from '#platform/web/FilterBar.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { OrganisationPicker } from '#platform/web/OrganisationPicker.tsx';
import { pagingOf } from '#platform/web/paging.ts';
import { Screen } from '#platform/web/Screen.tsx';
import { useCan } from '#platform/web/session.tsx';
import { Empty, Loading } from '#platform/web/states.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { classStateTexts, listOrders, type OrderRow, Promise4, promiseShort, SIGN_ORDER } from '../../contract.ts';
import './enrolment.css';

/** Order classes of the reader's: an employer sees exactly its own. */
export const OrdersPage = () => {
  const t = useT();
  const can = useCan();
  const [url, setUrl] = useUrlState('toSign', 'employer', 'cursor');
  const toSign = url.toSign === 'true' ? true : undefined;
  const read = useRead(listOrders, { employer: url.employer, toSign, cursor: url.cursor }, { keep: true });
  const columns: readonly Column<OrderRow>[] = [
    {
      key: 'title',
      title: t('订单班', 'Order class'),
      cell: (r) => (
        <Link to={`/training/classes/${r.classId}`} className="row-link" lang="zh-CN">
          <b className="b">{r.title}</b>
        </Link>
      ),
    },
    { key: 'employer', title: t('用人单位', 'Employer'), cell: (r) => <span lang="zh-CN">{r.employer.name}</span> },
    { key: 'state', title: t('状态', 'State'), cell: (r) => t(classStateTexts[r.state]) },
    { key: 'days', title: t('期间', 'Days'), cell: (r) => <span className="num">{`${r.planFrom} – ${r.planTo}`}</span> },
    {
      key: 'posts',
      title: t('岗位 / 人数', 'Posts / seats'),
      right: true,
      cell: (r) => (
        <span className="nowrap">
          {r.posts} / {r.seats}
        </span>
      ),
    },
    {
      key: 'signed',
      title: t('签字', 'Signed'),
      main: true,
      cell: (r) =>
        r.toSign ? (
          <St k="due">{t('等您签', 'Yours to sign')}</St>
        ) : (
          <St k={r.signed.length === 3 ? 'ok' : 'later'}>{`${r.signed.length} / 3`}</St>
        ),
    },
    ...Promise4.options.map((p) => ({
      key: p,
      title: t(promiseShort[p]),
      right: true,
      cell: (r: OrderRow) => (r.countedOn === null ? '—' : `${r[p].met} / ${r.trainees - r.gone}`),
    })),
  ];
  return (
    <Screen
      title={t('订单班', 'Order classes')}
      sub={t(
        '为一家用人单位办的班：三方协议、预留岗位、四项承诺各有几人达到',
        'Classes held for one employer: the agreement of three, reserved posts, and how many met each of the four promises',
      )}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={<Link to="/training/promises">{t('各单位承诺兑现', 'Promises by employer')}</Link>}
    >
      <FilterBar
        chips={
          toSign
            ? [
                {
                  key: 'toSign',
                  label: t('办理', 'To do'),
                  value: t('等我签的', 'Mine to sign'),
                  onRemove: () => setUrl({ toSign: undefined, cursor: undefined }),
                },
              ]
            : []
        }
        onClear={() => setUrl({ toSign: undefined, employer: undefined, cursor: undefined })}
        right={
          can(SIGN_ORDER) && !toSign ? (
            <button type="button" className="filter-chip" onClick={() => setUrl({ toSign: 'true', cursor: undefined })}>
              {t('只看等我签的', 'Only mine to sign')}
            </button>
          ) : undefined
        }
        more={
          <FilterField label={t('用人单位', 'Employer')}>
            <OrganisationPicker
              kind="employer"
              aria-label={t('用人单位', 'Employer')}
              value={url.employer}
              onChange={(employer) => setUrl({ employer, cursor: undefined })}
            />
          </FilterField>
        }
      />
      {read.isPending ? (
        <Loading rows={8} />
      ) : !read.data ? null : read.data.items.length === 0 ? (
        <Empty
          title={toSign ? t('没有等您签的', 'Nothing waits for your signature') : t('还没有订单班', 'No order class yet')}
          hint={t('在班的信息里选了订单班的种类和用人单位，就列在这里。', 'A class with a kind of order and an employer is listed here.')}
        />
      ) : (
        <DataTable
          label={t('订单班', 'Order classes')}
          columns={columns}
          rows={read.data.items}
          rowKey={(r) => r.classId}
          rowName={(r) => r.title}
          paging={pagingOf(read.data, url.cursor, t('个', 'classes'), (cursor) => setUrl({ cursor }))}
        />
      )}
    </Screen>
  );
};
