import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { readAbout } from '#platform/contract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useSteppedUp } from '#platform/web/stepUp.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { addDays } from '#standards/calendar/calendar.ts';
import type { ReportContent } from '../../contractReportShapes.ts';
import { takePublicityList } from '../../contractReports.ts';
import { cellWhere } from '../../rulesReportSheet.ts';
import { Labelled } from '../AskBar.tsx';

type Home = 'none' | 'county' | 'township' | 'village';
/** ○ So many days a list stays up where nobody says otherwise. */
const UP_FOR = 7;
/** 公示名单 behind one column of a report: masked names, for posting up where a rule asks for it. */
export const PublicityButton = ({ content }: { content: ReportContent }) => {
  const t = useT();
  const [open, setOpen] = useState(false);
  if (!content.columns.some((c) => c.state === 'measured' && c.measure === 'persons')) return null;
  return (
    <p className="noprint">
      <Button onClick={() => setOpen(true)}>{t('公示名单', 'Publicity list')}</Button>{' '}
      <span className="note">
        {t(
          '制度要求公示时，导出某一栏后面的名单：姓名只留首尾字，没有号码',
          'Where a rule asks for it: the people behind a column, names masked, no numbers',
        )}
      </span>
      {open && <PublicityDialog content={content} onClose={() => setOpen(false)} />}
    </p>
  );
};

const PublicityDialog = ({ content, onClose }: { content: ReportContent; onClose: () => void }) => {
  const t = useT();
  const stepped = useSteppedUp();
  const columns = content.columns.flatMap((c, i) => (c.state === 'measured' && c.measure === 'persons' ? [{ c, i }] : []));
  const rows = content.rows.filter((r) => r.level !== 'group');
  const [at, setAt] = useState(columns[0]!.i);
  const [row, setRow] = useState(0);
  const [title, setTitle] = useState('');
  const [basis, setBasis] = useState('');
  const [home, setHome] = useState<Home>('village');
  const today = useRead(readAbout, {}).data?.today;
  // of the day it is posted up, not of the report: that may be months old
  const [chosen, setChosen] = useState<{ readonly day: string | undefined } | null>(null);
  const until = chosen ? chosen.day : today && addDays(today, UP_FOR);
  const [contact, setContact] = useState('');
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const column = content.columns[at]!;
  const where = cellWhere(content.by, rows[row]?.keys ?? [], column);
  const take = async () => {
    setBusy(true);
    setProblem(null);
    const input = {
      ...{
        figure: column.figure,
        from: column.from,
        to: column.to,
        where: Object.fromEntries(Object.entries(where ?? {}).map(([id, values]) => [id, [...values]])),
        reported: column.class === 6,
        title: title.trim(),
        basis: basis.trim(),
      },
      ...(column.knownAt ? { knownAt: column.knownAt } : {}),
      ...{ home, until: until!, contact: contact.trim() },
    };
    try {
      await stepped(async () => {
        setAsking(false);
        try {
          await download(takePublicityList, input, `公示名单-${title.trim().replace(/[\\/:*?"<>|\s]+/g, '-')}.xlsx`);
        } catch (error) {
          if ((error as { code?: string }).code === 'access.stepUpNeeded') setAsking(true);
          throw error;
        }
      });
      onClose();
    } catch (error) {
      setProblem(error as CallFailed);
    } finally {
      setAsking(false);
      setBusy(false);
    }
  };
  return (
    <Confirm
      open
      held={asking}
      title={t('导出公示名单', 'Take a publicity list')}
      action={t('导出这份名单', 'Take the list')}
      ready={title.trim().length >= 2 && basis.trim().length >= 4 && until !== undefined && where !== null}
      busy={busy}
      problem={problem}
      onCancel={onClose}
      onAct={() => void take()}
    >
      <div className="rp-public">
        <Labelled text={t('哪一栏', 'Which column')} wide>
          <Select
            aria-label={t('哪一栏', 'Which column')}
            value={at}
            options={columns.map(({ c, i }) => ({ value: i, label: `${i + 1} ${c.figure} ${t(c.name)} ${t(c.head)}` }))}
            onChange={setAt}
          />
        </Labelled>
        <Labelled text={t('哪一行', 'Which row')} wide>
          <Select
            aria-label={t('哪一行', 'Which row')}
            value={row}
            options={rows.map((r, i) => ({
              value: i,
              label: r.level === 'total' ? t('合计', 'Total') : r.names.map((n) => t(n)).join(' '),
            }))}
            onChange={setRow}
          />
        </Labelled>
        <Labelled text={t('公示标题（至少 2 个字）', 'Title (at least 2 characters)')} wide>
          <Input aria-label={t('公示标题', 'Title')} maxLength={60} value={title} onChange={(e) => setTitle(e.target.value)} />
        </Labelled>
        <Labelled text={t('依据哪项规定公示（至少 4 个字，留痕）', 'Which rule asks for it (at least 4 characters, on record)')} wide>
          <Input aria-label={t('公示依据', 'The rule')} maxLength={120} value={basis} onChange={(e) => setBasis(e.target.value)} />
        </Labelled>
        <Labelled text={t('户籍地写到', 'Home told down to')}>
          <Select
            aria-label={t('户籍地写到', 'Home told down to')}
            value={home}
            options={[
              { value: 'village' as const, label: t('村', 'village') },
              { value: 'township' as const, label: t('乡镇', 'township') },
              { value: 'county' as const, label: t('县', 'county') },
              { value: 'none' as const, label: t('不写', 'not at all') },
            ]}
            onChange={setHome}
          />
        </Labelled>
        <Labelled text={t('公示到', 'Public until')}>
          <DayPicker aria-label={t('公示到', 'Public until')} value={until} first={today} onChange={(day) => setChosen({ day })} />
        </Labelled>
        <Labelled text={t('监督电话（选填）', 'Telephone for objections (optional)')}>
          <Input
            aria-label={t('监督电话', 'Telephone for objections')}
            maxLength={60}
            value={contact}
            onChange={(e) => setContact(e.target.value)}
          />
        </Labelled>
      </div>
      {!where && (
        <p className="note" role="status">
          {t(
            '这一栏的条件和这一行合不到一起，这一格没有人，没有名单可导。请换一栏或换一行',
            'This column and this row exclude each other: nobody is counted there and there is no list. Choose another column or row',
          )}
        </p>
      )}
      <p className="note">
        {t(
          '只列您看得到的人；表上写明公示到哪天、到期撤下。这次导出记入导出记录，要再确认一次是您本人。',
          'Only people you may see are listed; the sheet says until when it is public. The export is on record, and you will be asked to confirm that it is you.',
        )}
      </p>
    </Confirm>
  );
};
