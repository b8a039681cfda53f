import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { Confirm } from '#platform/web/confirm.tsx';
import { DayPicker } from '#platform/web/DayPicker.tsx';
import { Field, useForm } from '#platform/web/form.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { useT } from '#platform/web/lang.tsx';
import { St } from '#platform/web/marks.tsx';
import { useDeed } from '#platform/web/useDeed.ts';
import { type Agreement, addGroup, endGroup, groupSideTexts, type WorkingGroup } from '../contract.ts';

/** 工作专班: who works on the agreement, by post. */
export const GroupsPart = ({ of: a }: { of: Agreement }) => {
  const t = useT();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<WorkingGroup | null>(null);
  return (
    <section className="ac-part">
      <Sec
        t={t('工作专班', 'Working groups')}
        x={
          a.may.groups.length > 0 && (
            <Button type="link" size="small" className="noprint" onClick={() => setAdding(true)}>
              {t('登记专班', 'Enter a group')}
            </Button>
          )
        }
      />
      {a.groups.length === 0 ? (
        <p className="note ac-body">{t('还没有登记工作专班。', 'No working group has been entered yet.')}</p>
      ) : (
        <ul className="ac-groups">
          {a.groups.map((g) => (
            <li key={g.id}>
              <div className="row sp gap12 wrap">
                <span>
                  <b className="b" lang="zh-CN">
                    {g.name}
                  </b>{' '}
                  <span className="chip k">{t(groupSideTexts[g.side])}</span> {!g.current && <St k="off">{t('不在期内', 'not now')}</St>}
                </span>
                <span className="num nowrap s13">
                  {g.fromDay} {g.toDay === null ? t('至今', 'to now') : `${t('至', 'to')} ${g.toDay}`}
                </span>
              </div>
              <div className="s13" lang="zh-CN">
                {t('牵头：', 'Led by: ')}
                {g.leadingPost}
                {g.memberPosts.length > 0 && (
                  <>
                    {t('；成员：', '; members: ')}
                    {g.memberPosts.join('、')}
                  </>
                )}
              </div>
              {a.may.groups.includes(g.side) && (
                <Button
                  type="link"
                  size="small"
                  className="noprint ac-link"
                  aria-label={t(`结束专班：${g.name}`, `End the group ${g.name}`)}
                  onClick={() => setEnding(g)}
                >
                  {t('结束', 'End')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <AddDialog of={a} onClose={() => setAdding(false)} />}
      {ending && <EndDialog of={a} group={ending} onClose={() => setEnding(null)} />}
    </section>
  );
};

const AddDialog = ({ of: a, onClose }: { of: Agreement; onClose: () => void }) => {
  const t = useT();
  const [members, setMembers] = useState('');
  const form = useForm(addGroup, {
    id: a.id,
    side: a.may.groups[0] ?? 'joint',
    name: '',
    leadingPost: '',
    memberPosts: [],
    fromDay: '',
    toDay: null,
    source: '',
  });
  const deed = useDeed(addGroup, { stales: ['accords.'], onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t('登记工作专班', 'Enter a working group')}
      action={t('登记专班', 'Enter the group')}
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={() => form.validate() && void deed.act(form.values)}
    >
      <div className="ac-dialog">
        <Field name="side" label={<span id="l-side">{t('哪一方的', 'Whose')}</span>} error={form.errorOf('side')}>
          <Radio.Group
            aria-labelledby="l-side"
            value={form.values.side}
            onChange={(e) => form.set('side', e.target.value)}
            options={a.may.groups.map((s) => ({ value: s, label: t(groupSideTexts[s]) }))}
          />
        </Field>
        <Field name="name" label={t('专班名称', 'Name of the group')} error={form.errorOf('name')}>
          <Input maxLength={80} value={form.values.name} onChange={(e) => form.set('name', e.target.value)} />
        </Field>
        <Field
          name="leadingPost"
          label={t('牵头职务', 'Leading post')}
          error={form.errorOf('leadingPost')}
          hint={t('写职务，不写姓名', 'The post, not a name')}
        >
          <Input maxLength={80} value={form.values.leadingPost} onChange={(e) => form.set('leadingPost', e.target.value)} />
        </Field>
        <Field
          name="memberPosts"
          label={t('成员职务', 'Members’ posts')}
          optional
          error={form.errorOf('memberPosts')}
          hint={t('一行一个', 'One a line')}
        >
          <Input.TextArea
            rows={3}
            value={members}
            onChange={(e) => {
              setMembers(e.target.value);
              form.set(
                'memberPosts',
                e.target.value
                  .split('\n')
                  .map((m) => m.trim())
                  .filter((m) => m !== ''),
              );
            }}
          />
        </Field>
        <div className="form-2">
          <Field name="fromDay" label={t('从哪天起', 'First day')} error={form.errorOf('fromDay')}>
            <DayPicker value={form.values.fromDay || undefined} onChange={(d) => form.set('fromDay', d ?? '')} />
          </Field>
          <Field name="toDay" label={t('到哪天止', 'Last day')} optional error={form.errorOf('toDay')}>
            <DayPicker value={form.values.toDay ?? undefined} onChange={(d) => form.set('toDay', d ?? null)} />
          </Field>
        </div>
        <Field name="source" label={t('依据', 'Source')} optional error={form.errorOf('source')}>
          <Input maxLength={200} value={form.values.source} onChange={(e) => form.set('source', e.target.value)} />
        </Field>
      </div>
    </Confirm>
  );
};

const EndDialog = ({ of: a, group, onClose }: { of: Agreement; group: WorkingGroup; onClose: () => void }) => {
  const t = useT();
  const [day, setDay] = useState<string | undefined>(group.toDay ?? undefined);
  const deed = useDeed(endGroup, { stales: ['accords.'], onDone: onClose });
  return (
    <Confirm
      open
      held={deed.asking}
      title={t(`结束“${group.name}”`, `End ${group.name}`)}
      action={day ? t(`${day} 结束`, `End on ${day}`) : t('撤销，登记错了', 'Withdraw: entered by mistake')}
      withReason
      busy={deed.busy}
      problem={deed.problem}
      onCancel={onClose}
      onAct={(reason) => void deed.act({ id: a.id, groupId: group.id, toDay: day ?? null, reason })}
    >
      <div className="ac-dialog">
        <Field
          name="toDay"
          label={t('最后一天', 'Last day')}
          optional
          hint={t('不写日期，就是登记错了，整条撤销', 'Without a day the entry was a mistake and is withdrawn')}
        >
          <DayPicker value={day} onChange={setDay} />
        </Field>
      </div>
    </Confirm>
  );
};
