import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { G } from '#platform/web/marks.tsx';
import { roleKinds } from '../rules.ts';
import { levelWords } from './accountWords.tsx';
import type { RoleEntry, RoleList } from './useRoles.ts';

/** Whom a role sees, in a sentence. */
export const useSeesWords = () => {
  const t = useT();
  return (role: RoleEntry['role']): string => {
    const { side, readOnly, relation } = roleKinds[role];
    if (role === 'worker') return t('只看到本人，和同意了的家人', 'Sees themselves, and family that agreed');
    if (side === 'origin')
      return readOnly
        ? t(
            '看到户籍在辖区的人，只看不改，姓名和证件号要写原因才显示',
            'Sees people whose home lies in the area; read-only, names and numbers after a reason',
          )
        : t('看到户籍在辖区的人', 'Sees people whose home lies in the area');
    if (side === 'host') return t('看到来辖区务工的人', 'Sees people who came to the area to work');
    if (side === 'both') return t('看到户籍在辖区的人，也看到来辖区务工的人', 'Sees people of the area, and people who came there to work');
    if (relation === 'org') return t('只看到自己机构的人', 'Sees the people of its own organisation only');
    return t('看不到任何劳动者', 'Sees no worker at all');
  };
};

/** What a role may do, in words; stands beside the form. */
export const RoleExplained = ({ role, list }: { role: RoleEntry | undefined; list: RoleList }) => {
  const t = useT();
  const sees = useSeesWords();
  if (!role)
    return (
      <section>
        <Sec t={t('这个角色能做什么', 'What the role may do')} />
        <p className="prose sub">
          {t(
            '选了角色，这里写明它看到谁、能办什么、管到哪一级。',
            'Choose a role: whom it sees, what it may do and where it may be held is said here.',
          )}
        </p>
      </section>
    );
  const words = list.permissions.filter((p) => role.permissions.includes(p.name));
  const levels = levelWords(role.levels);
  return (
    <section aria-live="polite">
      <Sec t={t(`${t(role.text)}能做什么`, `What ${t(role.text)} may do`)} />
      <p className="prose">
        {sees(role.role)}
        {t('。', '.')}
      </p>
      {words.length ? (
        <ul className="may-list">
          {words.map((p) => (
            <li key={p.name}>
              <G k="ok" /> {t(p.text)}
            </li>
          ))}
        </ul>
      ) : (
        <p className="prose sub">{t('没有另外的权限，只办自己名下的事。', 'No further permissions: only what is in their own name.')}</p>
      )}
      <p className="note may-foot">
        {t(`可以授予的级别：${levels.zh}。`, `May be held over: ${levels.en}.`)}{' '}
        {role.relationNeeded && t('要写明所属的机构或本人。', 'Must name the organisation or the person it belongs to.')}
      </p>
    </section>
  );
};
