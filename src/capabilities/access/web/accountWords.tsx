import { Link } from 'react-router';
import { AreaName } from '#platform/web/AreaName.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import type { Level } from '#standards/divisions/codes.ts';
import type { Text } from '#standards/text.ts';
import type { AccountRef, HeldRole } from '../contract.ts';
import { type AccountRow, accountStateTexts } from '../contractAccounts.ts';

/** Words and marks that several pages about accounts share. */

export const levelTexts: Record<Level, Text> = {
  country: { zh: '全国', en: 'the whole country' },
  province: { zh: '省（区）', en: 'a province' },
  prefecture: { zh: '市（州）', en: 'a prefecture' },
  county: { zh: '县（市、区）', en: 'a county' },
  township: { zh: '乡镇（街道）', en: 'a township' },
  village: { zh: '村（社区）', en: 'a village' },
};
export const levelWords = (levels: readonly string[]): Text => ({
  zh: levels.map((l) => levelTexts[l as Level]?.zh ?? l).join('、'),
  en: levels.map((l) => levelTexts[l as Level]?.en ?? l).join(', '),
});

type Standing = Pick<AccountRow, 'state' | 'lockedUntil' | 'mustChangePassword'>;
export const isLocked = (account: Standing): boolean =>
  account.lockedUntil !== null && new Date(account.lockedUntil).getTime() > Date.now();

/** How an account stands: its mark and its words, the weightiest first. */
export const standingOf = (account: Standing): { mark: MarkKind; text: Text } => {
  if (account.state === 'disabled') return { mark: 'off', text: accountStateTexts.disabled };
  if (isLocked(account)) {
    const until = instant(account.lockedUntil!);
    return { mark: 'due', text: { zh: `已锁到 ${until}`, en: `locked until ${until}` } };
  }
  if (account.mustChangePassword) return { mark: 'later', text: { zh: '待改初始密码', en: 'initial password unchanged' } };
  return { mark: 'ok', text: accountStateTexts.active };
};
export const StandingMark = ({ account }: { account: Standing }) => {
  const t = useT();
  const { mark, text } = standingOf(account);
  return <St k={mark}>{t(text)}</St>;
};

/** 县人社局 平塘县; where it ends, the last day. */
export const RoleLine = ({ role }: { role: HeldRole }) => {
  const t = useT();
  return (
    <span className="role-line">
      <span>{t(role.text)}</span>{' '}
      <span className="mute">
        <AreaName code={role.areaCode} zh={role.areaName} />
      </span>
      {role.validTo && <span className="mute nowrap"> {t(`到 ${role.validTo}`, `until ${role.validTo}`)}</span>}
    </span>
  );
};
export const RoleLines = ({ roles }: { roles: readonly HeldRole[] }) => {
  const t = useT();
  if (!roles.length) return <span className="mute">{t('没有角色，登录后什么也看不到', 'no role: sees nothing')}</span>;
  return (
    <ul>
      {roles.map((r) => (
        <li key={r.id}>
          <RoleLine role={r} />
        </li>
      ))}
    </ul>
  );
};

/** A person as a link to their account, or as plain words. */
export const Who = ({ who, link }: { who: AccountRef | null; link?: boolean }) => {
  const t = useT();
  if (!who) return <span className="mute">{t('系统', 'the system')}</span>;
  const words = (
    <>
      {who.name} <span className="mute raw nowrap">{who.login}</span>
    </>
  );
  return link ? <Link to={`/accounts/${who.id}`}>{words}</Link> : <span>{words}</span>;
};

/** Who acted; where they looked through another's eyes, both. */
export const Actor = ({ row }: { row: { account: AccountRef | null; viewedBy: AccountRef | null; action: string } }) => {
  const t = useT();
  // whoever signs in is nobody yet; whose login it was stands under the subject
  if (!row.account && row.action === 'access.signIn') return <span className="mute">{t('还没登录的人', 'not yet signed in')}</span>;
  if (!row.viewedBy) return <Who who={row.account} />;
  return (
    <>
      <Who who={row.viewedBy} />
      <div className="s12 sub">{t(`以 ${row.account?.name ?? ''} 的视角`, `through the eyes of ${row.account?.name ?? ''}`)}</div>
    </>
  );
};
