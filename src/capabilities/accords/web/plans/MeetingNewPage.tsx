import { Button } from 'antd';
import { Link, useNavigate } from 'react-router';
import { useSentFile } from '#platform/web/FileField.tsx';
import { useForm } from '#platform/web/form.tsx';
import { useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Empty, WriteProblem } from '#platform/web/states.tsx';
import { useWrite } from '#platform/web/useRead.ts';
import { useUrlState } from '#platform/web/useUrlState.ts';
import { PLAN_FILE, recordMeeting } from '../../contractPlans.ts';
import { MeetingFields } from './MeetingFields.tsx';
import './plans.css';

/** A meeting that was held: `?agreement=`. Its resolutions are written on its page. */
export const MeetingNewPage = () => {
  const t = useT();
  const [url] = useUrlState('agreement');
  return (
    <Screen
      title={t('记一次联席会议', 'Record a joint meeting')}
      crumb={
        <>
          <Link to={url.agreement ? `/agreements/${url.agreement}` : '/agreements'}>{t('协议', 'Agreement')}</Link> /{' '}
          {t('记会议', 'New meeting')}
        </>
      }
      sub={t('先记会议，存下以后在会议的页面上一条条写决议。', 'The meeting first; its resolutions are written on its page.')}
    >
      {url.agreement ? (
        <Form agreementId={url.agreement} />
      ) : (
        <Empty
          title={t('还没有说是哪份协议的会议', 'It is not said of which agreement')}
          hint={t('从协议的页面开始记。', 'Begin from the page of an agreement.')}
          actions={<Link to="/agreements">{t('去看协议', 'See the agreements')}</Link>}
        />
      )}
    </Screen>
  );
};

const Form = ({ agreementId }: { agreementId: string }) => {
  const t = useT();
  const go = useNavigate();
  const minutes = useSentFile(PLAN_FILE);
  const form = useForm(recordMeeting, { agreementId, title: '', heldOn: '', place: '', originChair: '', hostChair: '', fileId: null });
  const write = useWrite(recordMeeting, { stales: ['accords.'], onDone: (m) => go(`/joint-meetings/${m.id}`) });
  return (
    <form
      noValidate
      className="pl-form"
      onSubmit={(e) => {
        e.preventDefault();
        if (form.validate()) write.mutate({ ...form.values, fileId: minutes.file?.id ?? null }, { onError: form.refused });
      }}
    >
      <MeetingFields form={form} minutes={minutes} />
      <WriteProblem problem={write.error} />
      <div className="row gap12 pl-acts">
        <Button type="primary" htmlType="submit" loading={write.isPending} disabled={minutes.busy}>
          {t('记下会议', 'Record the meeting')}
        </Button>
        <Button onClick={() => go(-1)}>{t('先不记', 'Not now')}</Button>
      </div>
    </form>
  );
};
