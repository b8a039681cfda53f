import { Button } from 'antd';
import { Link, useParams } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { useT } from '#platform/web/lang.tsx';
import { PrintFoot } from '#platform/web/Print.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { readAttendance } from '../../contractRoll.ts';
import { NOT_IN_CLASS, slotText } from '../../rules.ts';
import './roll.css';

/** 签到纸: one lesson on A4, with room to sign; what is signed goes into the table by hand or by the filled-in spreadsheet. */
export const SignInSheetPage = () => {
  const t = useT();
  const { id = '', lessonId = '' } = useParams();
  const read = useRead(readAttendance, { id });
  const a = read.data;
  const at = a?.lessons.findIndex((l) => l.id === lessonId) ?? -1;
  const lesson = a?.lessons[at];
  const people = a?.people.filter((p) => p.marks[at] !== NOT_IN_CLASS) ?? [];
  return (
    <Screen
      title={t('签到纸', 'Sign-in sheet')}
      crumb={
        <>
          <Link to="/training/classes">{t('培训班', 'Classes')}</Link> /{' '}
          <Link to={`/training/classes/${id}/attendance`}>{t('签到表', 'Attendance')}</Link>
        </>
      }
      busy={read.isPending}
      problem={read.error}
      onRetry={() => void read.refetch()}
      actions={
        <Button type="primary" icon={<I n="print" />} onClick={() => window.print()}>
          {t('打印', 'Print')}
        </Button>
      }
    >
      {a && !lesson && <p className="sub">{t('这个班没有这次课。', 'The class has no such lesson.')}</p>}
      {a && lesson && (
        <div className="roll-sheet">
          <p className="paper-title doc" lang="zh-CN">
            {a.classTitle}签到表
          </p>
          <p>
            {slotText(lesson)} · {t(`第 ${lesson.number} 次课`, `lesson ${lesson.number}`)} · {lesson.moduleTitle} · {lesson.room} ·{' '}
            {t(`应到 ${people.length} 人`, `${people.length} expected`)}
          </p>
          <table className="roll-paper">
            <thead>
              <tr>
                <th scope="col">{t('学号', 'No.')}</th>
                <th scope="col">{t('姓名', 'Name')}</th>
                <th scope="col">{t('本人签字', 'Signature')}</th>
                <th scope="col">{t('到课时间', 'Time')}</th>
                <th scope="col">{t('备注', 'Note')}</th>
              </tr>
            </thead>
            <tbody>
              {people.map((p) => (
                <tr key={p.workerId}>
                  <td className="num">{p.seat ?? ''}</td>
                  <td lang="zh-CN">{p.name}</td>
                  <td />
                  <td />
                  <td />
                </tr>
              ))}
            </tbody>
          </table>
          <p className="roll-signs">
            {t('任课教师签字：', 'Teacher: ')}
            <span />
            {t('班主任签字：', 'Class teacher: ')}
            <span />
            {t('学校盖章：', 'Stamp: ')}
            <span />
          </p>
          <PrintFoot />
        </div>
      )}
    </Screen>
  );
};
