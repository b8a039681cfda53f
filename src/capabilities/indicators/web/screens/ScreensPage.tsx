import { Button, Input, InputNumber, Select } from 'antd';
import { useRef, useState } from 'react';
import { AreaPicker } from '#platform/web/AreaPicker.tsx';
import { Confirm } from '#platform/web/confirm.tsx';
import { type Column, DataTable } from '#platform/web/DataTable.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { type MarkKind, St } from '#platform/web/marks.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, Loading, WriteProblem } from '#platform/web/states.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { useRead } from '#platform/web/useRead.ts';
import type { Text } from '#standards/text.ts';
import { listFigures } from '../../contractFigures.ts';
import { createScreen, listScreens, revokeScreen, type ScreenOut } from '../../contractScreens.ts';
import { SCREEN_DAYS } from '../../rulesScreens.ts';
import { sideTexts } from '../ask.ts';
import { copyText } from '../handOut.ts';
import '#platform/web/lists.css';
import './screens.css';

const STALES = ['indicators.listScreens'];
const stateTexts: Readonly<Record<ScreenOut['state'], { k: MarkKind; text: Text }>> = {
  live: { k: 'ok', text: { zh: '在用', en: 'in use' } },
  expired: { k: 'off', text: { zh: '已到期', en: 'expired' } },
  revoked: { k: 'no', text: { zh: '已停用', en: 'revoked' } },
  // whoever set it up is gone or in charge elsewhere
  suspended: { k: 'doubt', text: { zh: '已暂停，经办人已不管这里', en: 'suspended: its maker is no longer in charge' } },
};

/** 大屏: links that show an area's figures in a hall without an account: set up, copied once, revoked. */
export const ScreensPage = () => {
  const t = useT();
  const read = useRead(listScreens, {});
  const [asked, setAsked] = useState<ScreenOut | null>(null);
  const columns: readonly Column<ScreenOut>[] = [
    { key: 'title', title: t('标题', 'Title'), cell: (s) => <span className="wrap-any">{s.title}</span> },
    { key: 'area', title: t('看谁', 'Whose'), cell: (s) => `${t(sideTexts[s.side])} ${t(s.areaName)}` },
    { key: 'state', title: t('状态', 'State'), main: true, cell: (s) => <St k={stateTexts[s.state].k}>{t(stateTexts[s.state].text)}</St> },
    { key: 'until', title: t('有效到', 'Until'), cell: (s) => <span className="num">{instant(s.expires)}</span> },
    { key: 'by', title: t('谁开的', 'Set up by'), cell: (s) => `${s.createdBy} ${instant(s.created)}` },
    {
      key: 'deed',
      title: t('办理', 'Deed'),
      cell: (s) =>
        s.state === 'revoked' && s.revoked ? (
          t(`${s.revoked.by} ${instant(s.revoked.at)} 停用`, `by ${s.revoked.by}, ${instant(s.revoked.at)}`)
        ) : s.state === 'live' || s.state === 'suspended' ? (
          <Button size="small" onClick={() => setAsked(s)} aria-label={t(`停用“${s.title}”`, `Revoke “${s.title}”`)}>
            {t('停用', 'Revoke')}
          </Button>
        ) : (
          '—'
        ),
    },
  ];
  return (
    <Screen
      title={t('大屏', 'Big screens')}
      sub={t('在大厅里放，不用登录，只看得到汇总数，看不到任何人', 'For a hall: no account, sums alone, nobody can be seen')}
      problem={read.error}
      onRetry={() => void read.refetch()}
    >
      <NewScreen over={(id) => read.data?.items.some((i) => i.id === id && i.state !== 'live') ?? false} />
      <section className="screens-list">
        <Sec t={t('开过的大屏', 'Screens that were set up')} />
        {read.isPending ? (
          <Loading rows={4} />
        ) : read.data?.items.length ? (
          <DataTable
            label={t('大屏', 'Big screens')}
            columns={columns}
            rows={read.data.items}
            rowKey={(s) => s.id}
            rowName={(s) => s.title}
          />
        ) : (
          <Empty
            title={t('您的辖区还没有开过大屏', 'No big screen was set up in your area')}
            hint={t(
              '在上面填标题、地区和天数，开通后把链接复制到大屏的浏览器里',
              'Fill in title, area and days above, then copy the link into the browser of the screen',
            )}
          />
        )}
      </section>
      <Revoke of={asked} onClose={() => setAsked(null)} />
    </Screen>
  );
};

const NewScreen = ({ over }: { over: (id: string) => boolean }) => {
  const t = useT();
  const catalogue = useRead(listFigures, {});
  const own = catalogue.data?.areas.filter((a) => a.code !== '') ?? [];
  const form = useForm(createScreen, { title: '', side: 'host', area: '', days: SCREEN_DAYS.usual });
  const [touched, setTouched] = useState(false);
  // a title typed before the areas are known must not keep the first of them out
  const [chosen, setChosen] = useState(false);
  const [made, setMade] = useState<{ id: string; title: string; link: string; expires: string } | null>(null);
  const deed = useDeed(createScreen, {
    stales: STALES,
    onDone: (out) => {
      setMade({
        ...{ id: out.id, title: form.values.title, expires: out.expires },
        // sent again after the first answer was lost on its way: the secret was in that one alone
        link: out.token ? `${window.location.origin}/screen#${out.token}` : '',
      });
      form.setValues({ ...form.values, title: '' });
    },
  });
  // a county that sends people asks about its homes first
  const first = own.find((a) => (a.side === 'origin') === /^(45|52)/.test(a.code)) ?? own[0];
  const values = chosen || !first ? form.values : { ...form.values, side: first.side, area: first.code };
  const edit = (next: Partial<typeof form.values>) => {
    setTouched(true);
    if (next.side !== undefined || next.area !== undefined) setChosen(true);
    form.setValues({ ...values, ...next });
  };
  const send = () => {
    form.setValues(values);
    setTouched(true);
    setChosen(true);
    if (createScreen.input.safeParse(values).success) void deed.act(values);
    else form.validate();
  };
  return (
    <section className="screen-new">
      <Sec t={t('开一个大屏', 'Set one up')} />
      <form
        className="screen-form"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <Field
          name="title"
          label={t('标题', 'Title')}
          hint={t('大屏上的大字，最多 40 个字', 'The large line of the screen, at most 40 characters')}
          error={form.errorOf('title')}
        >
          <Input
            maxLength={40}
            value={values.title}
            placeholder={t('粤桂、粤黔劳务协作', 'Labour cooperation')}
            onChange={(e) => edit({ title: e.target.value })}
            onBlur={() => touched && form.leave('title')}
          />
        </Field>
        <Field name="side" label={t('看谁', 'Whose')} error={form.errorOf('side')}>
          <Select
            value={values.side}
            options={(['origin', 'host'] as const).map((s) => ({ value: s, label: t(sideTexts[s]) }))}
            onChange={(side: 'origin' | 'host') => edit({ side })}
          />
        </Field>
        <Field
          name="area"
          label={t('地区', 'Area')}
          hint={t('您的辖区或其中一块，到县为止', 'Your area or a part of it, down to a county')}
          error={form.errorOf('area')}
        >
          <AreaPicker value={values.area || undefined} onChange={(area) => edit({ area: area ?? '' })} />
        </Field>
        <Field
          name="days"
          label={t('有效天数', 'Days it is valid')}
          hint={t(
            `${SCREEN_DAYS.least} 至 ${SCREEN_DAYS.most} 天，到期自动停`,
            `${SCREEN_DAYS.least} to ${SCREEN_DAYS.most}; then it stops by itself`,
          )}
          error={form.errorOf('days')}
        >
          <InputNumber
            min={SCREEN_DAYS.least}
            max={SCREEN_DAYS.most}
            precision={0}
            value={values.days}
            onChange={(days) => edit({ days: days ?? 0 })}
          />
        </Field>
        <div className="row gap12 wrap screen-send">
          <Button type="primary" htmlType="submit" loading={deed.busy}>
            {t(`开通 ${values.days} 天`, `Set up for ${values.days} days`)}
          </Button>
          <WriteProblem problem={deed.asking ? null : deed.problem} />
        </div>
      </form>
      <p className="note">
        {t(
          '开通就是公布：这块地方的合计、流向、稳岗率会放在大屏上，少于 10 人的写成“<10”，拿别的大屏相减能推出小数的写成“—”。您不再管这里时，大屏自动暂停。链接谁拿到谁能看，请只交给管大屏的人；不用了随时停。开通和停用都留痕。',
          'Setting it up publishes: sums, flows and retention of the area stand on the screen, under 10 people as “<10”, and as “—” what would give a small number away beside other screens. It stops when you are no longer in charge. Whoever has the link can look: give it to whoever runs the screen, and revoke it when it is done. Both are on record.',
        )}
      </p>
      {made && !over(made.id) && <Link of={made} onDone={() => setMade(null)} />}
    </section>
  );
};

/** The link, told this one time. */
const Link = ({ of, onDone }: { of: { title: string; link: string; expires: string }; onDone: () => void }) => {
  const t = useT();
  const [copied, setCopied] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  if (!of.link)
    return (
      <section className="screen-link" aria-label={t('大屏链接', 'Link of the screen')}>
        <St k="doubt">
          {t(
            `“${of.title}”已开通，但链接没有送到您这里，也不会再告诉第二次。请在下面停用它，再开一个`,
            `“${of.title}” is set up, but its link was lost on the way and is not told twice. Revoke it below and set up another`,
          )}
        </St>
        <Button type="text" onClick={onDone}>
          {t('知道了', 'Understood')}
        </Button>
      </section>
    );
  return (
    <section className="screen-link" aria-label={t('大屏链接', 'Link of the screen')}>
      <St k="ok">{t(`“${of.title}”已开通，有效到 ${instant(of.expires)}`, `“${of.title}” is set up until ${instant(of.expires)}`)}</St>
      <p>
        <b>{t('链接只在这里显示一次', 'The link is shown this once')}</b>
        {t('，离开后就看不到了；丢了就停用，再开一个。', '; if it is lost, revoke it and set up another.')}
      </p>
      <div className="row gap12 wrap">
        <input
          ref={field}
          readOnly
          className="raw screen-field"
          aria-label={t('大屏链接', 'Link of the screen')}
          value={of.link}
          onFocus={(e) => e.target.select()}
        />
        <Button type="primary" onClick={() => void copyText(of.link).then(setCopied)}>
          {t('复制链接', 'Copy the link')}
        </Button>
        <a href={of.link} target="_blank" rel="noreferrer">
          {t('打开看看', 'Open it')}
        </a>
        <Button type="text" onClick={onDone}>
          {t('已复制好，收起', 'Done, hide it')}
        </Button>
      </div>
      <p role="status" className="note">
        {copied === true && t('已复制', 'Copied')}
        {copied === false && t('浏览器不让复制，请选中后复制', 'The browser refuses to copy: select it and copy')}
      </p>
    </section>
  );
};

const Revoke = ({ of, onClose }: { of: ScreenOut | null; onClose: () => void }) => {
  const t = useT();
  const deed = useDeed(revokeScreen, { stales: STALES });
  const close = () => {
    deed.forget();
    onClose();
  };
  return (
    <Confirm
      open={of !== null}
      held={deed.asking}
      danger
      title={t(`停用大屏“${of?.title ?? ''}”？`, `Revoke “${of?.title ?? ''}”?`)}
      action={t('停用这个大屏', 'Revoke this screen')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={close}
      onAct={() => of && void deed.act({ id: of.id }).then((done) => done && close())}
    >
      <p>
        {t(
          '几分钟内，正在放的大屏会换成一句“已停用”。停了不能恢复，要再放就另开一个。',
          'Within minutes the screens that show it say that it was revoked. This cannot be taken back; set up another to go on.',
        )}
      </p>
    </Confirm>
  );
};
