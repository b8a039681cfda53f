import { Button } from 'antd';
import { Link } from 'react-router';
import { DataTable } from '#platform/web/DataTable.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { listNotices, type Notice, readAllNotices, readNotice } from '../contractDesk.ts';

/** What the system told me, newest first; opening one marks it as read. */
export const NoticesPage = () => {
  const t = useT();
  const [url, setUrl] = useUrlState('cursor');
  const notices = useRead(listNotices, { ...(url.cursor ? { cursor: url.cursor } : {}) }, { keep: true });
  const read = useWrite(readNotice, { stales: ['access.listNotices', 'access.readMe'] });
  const all = useWrite(readAllNotices, { stales: ['access.listNotices', 'access.readMe'] });
  const items = notices.data?.items ?? [];
  const sentence = (n: Notice) => <span className={n.read ? '' : 'b'}>{t(n.text)}</span>;
  return (
    <Screen
      title={t('提醒', 'Notices')}
      busy={notices.isPending}
      problem={notices.error}
      onRetry={() => void notices.refetch()}
      actions={
        <>
          <WriteProblem problem={all.error} />
          <Button disabled={!items.some((n) => !n.read)} loading={all.isPending} onClick={() => all.mutate({})}>
            {t('全部标为已读', 'Mark all as read')}
          </Button>
        </>
      }
    >
      {items.length === 0 ? (
        <Empty
          title={t('没有提醒', 'No notices')}
          hint={t(
            '有人给您移交工作、临时查看您的辖区、任务办完时，会在这里告诉您。',
            'When work is handed to you, someone takes a temporary look at your area, or a job ends, you are told here.',
          )}
        />
      ) : (
        <DataTable<Notice>
          label={t('提醒', 'Notices')}
          rows={items}
          rowKey={(n) => n.id}
          rowName={(n) => t(n.text)}
          columns={[
            {
              key: 'text',
              title: t('内容', 'What'),
              cell: (n) => (
                <span className="row top gap4">
                  <G k={n.read ? 'off' : 'info'} label={n.read ? t('已读', 'read') : t('未读', 'unread')} />
                  {n.link ? (
                    <Link to={n.link} onClick={() => !n.read && read.mutate({ id: n.id })}>
                      {sentence(n)}
                    </Link>
                  ) : (
                    sentence(n)
                  )}
                </span>
              ),
            },
            {
              key: 'at',
              title: t('时间', 'When'),
              main: true,
              width: 150,
              cell: (n) => <time className="num nowrap">{instant(n.created)}</time>,
            },
            {
              key: 'read',
              title: <span className="vh">{t('操作', 'Action')}</span>,
              width: 110,
              cell: (n) =>
                n.read ? null : (
                  <Button size="small" type="text" onClick={() => read.mutate({ id: n.id })}>
                    {t('标为已读', 'Mark as read')}
                  </Button>
                ),
            },
          ]}
          paging={{
            total: notices.data?.total ?? null,
            next: notices.data?.next ?? null,
            previous: notices.data?.previous,
            first: !url.cursor,
            unit: t('条', 'notices'),
            onPage: (cursor) => setUrl({ cursor }),
          }}
        />
      )}
    </Screen>
  );
};
