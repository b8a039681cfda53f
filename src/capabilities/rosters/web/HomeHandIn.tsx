import { Link } from 'react-router';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import './imports.css';

/** The way a township begins: a sheet in hand. */
export const HomeHandIn = () => {
  const t = useT();
  return (
    <section>
      <Sec t={t('交一份表格', 'Hand in a spreadsheet')} />
      <p className="prose sub">
        {t(
          '月监测表、务工台账、企业花名册，什么格式都行。先预检，告诉您哪几行要改，提交才写入。',
          'Monthly lists, ledgers, employers’ rosters, in any layout. It is checked first and says which rows to mend; nothing is written before you submit.',
        )}
      </p>
      <p className="home-hand-in">
        <Link to="/imports" className="hand-in-link">
          <I n="sheet" />
          {t('选表格', 'Choose a spreadsheet')}
        </Link>
      </p>
    </section>
  );
};
