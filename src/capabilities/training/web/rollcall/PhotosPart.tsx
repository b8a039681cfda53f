import { Button, Select } from 'antd';
import { useState } from 'react';
import { downloadFile } from '#platform/filesContract.ts';
import { type CallFailed, download } from '#platform/web/api.ts';
import { Confirm } from '#platform/web/confirm.tsx';
import { FileField, useSentFile } from '#platform/web/FileField.tsx';
import { Field } from '#platform/web/form.tsx';
import { I } from '#platform/web/icons.tsx';
import { Sec } from '#platform/web/kit.tsx';
import { instant, useT } from '#platform/web/lang.tsx';
import { ProblemView, WriteProblem } from '#platform/web/states.tsx';
import { useRead, useWrite } from '#platform/web/useRead.ts';
import type { Attendance } from '../../contractRoll.ts';
import { addLessonPhoto, PHOTOS_MOST, ROLL_PHOTO, readLessonPhotos, removeLessonPhoto } from '../../contractRollPhotos.ts';
import { slotText } from '../../rules.ts';

const STALES = ['training.readLessonPhotos'];
/** 课堂照片 of the lesson that is chosen, the last one held unless told. Nobody has to hand any in. */
export const PhotosPart = ({ lessons, today }: { lessons: Attendance['lessons']; today: string }) => {
  const t = useT();
  const held = lessons.filter((l) => l.state === 'planned' && l.day <= today);
  const [chosen, setChosen] = useState<string | null>(null);
  const lesson = held.find((l) => l.id === chosen) ?? held.at(-1);
  if (!lesson) return null;
  return (
    <section className="roll-photos noprint" aria-label={t('课堂照片', 'Photographs')}>
      <Sec
        t={t('课堂照片', 'Photographs')}
        sub={t(
          `选做的凭据，一次课最多 ${PHOTOS_MOST} 张；存的时候去掉拍摄地点和手机信息`,
          `Evidence nobody has to hand in, up to ${PHOTOS_MOST} a lesson; place and device are taken out`,
        )}
      />
      <Field name="photo-lesson" label={t('哪一次课', 'Which lesson')}>
        <Select
          value={lesson.id}
          options={held.map((l) => ({ value: l.id, label: `${t(`第 ${l.number} 次`, `No. ${l.number}`)} · ${slotText(l)}` })).toReversed()}
          onChange={setChosen}
        />
      </Field>
      <Photos key={lesson.id} lessonId={lesson.id} />
    </section>
  );
};

const Photos = ({ lessonId }: { lessonId: string }) => {
  const t = useT();
  const read = useRead(readLessonPhotos, { lessonId });
  const sent = useSentFile(ROLL_PHOTO);
  const adds = useWrite(addLessonPhoto, { stales: STALES, onDone: sent.clear });
  const [back, setBack] = useState<{ id: string; name: string } | null>(null);
  const [problem, setProblem] = useState<CallFailed | null>(null);
  const removes = useWrite(removeLessonPhoto, { stales: STALES, onDone: () => setBack(null) });
  if (read.error) return <ProblemView problem={read.error} onRetry={() => void read.refetch()} />;
  const d = read.data;
  if (!d) return null;
  return (
    <>
      {d.items.length === 0 ? (
        <p className="sub">{t('这次课没有照片。', 'This lesson has none.')}</p>
      ) : (
        <ul className="plain">
          {d.items.map((p) => (
            <li key={p.id} className="row gap12 wrap">
              <Button
                size="small"
                icon={<I n="dl" />}
                onClick={() => {
                  setProblem(null);
                  download(downloadFile, { id: p.fileId }, p.name).catch((e: CallFailed) => setProblem(e));
                }}
              >
                {p.name}
              </Button>
              <span className="s12 mute">
                {p.by} <span className="nowrap">{instant(p.added)}</span>
              </span>
              {d.may && (
                <Button size="small" type="text" aria-label={t(`收回 ${p.name}`, `Take back ${p.name}`)} onClick={() => setBack(p)}>
                  {t('收回', 'Take back')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      <WriteProblem problem={problem ?? adds.error} />
      {d.may && d.items.length < PHOTOS_MOST && (
        <FileField
          id="f-roll-photo"
          label={t('加一张', 'Add one')}
          which={t('（JPG 或 PNG，10 MB 以内）', ' (JPG or PNG, up to 10 MB)')}
          accept=".jpg,.jpeg,.png"
          sent={{
            ...sent,
            choose: async (event) => {
              const file = await sent.choose(event);
              if (file) adds.mutate({ lessonId, fileId: file.id }, { onError: sent.clear });
            },
          }}
        />
      )}
      {back && (
        <Confirm
          open
          danger
          withReason
          title={t(`收回照片“${back.name}”？`, `Take “${back.name}” back?`)}
          action={t('收回这张照片', 'Take it back')}
          busy={removes.isPending}
          problem={removes.error}
          onCancel={() => setBack(null)}
          onAct={(reason) => removes.mutate({ id: back.id, reason })}
        >
          <p>
            {t(
              '以后看不到它；谁加的、谁收回的、为什么，都留在记录上。',
              'It is shown no more; who added it, who took it back and why stay on record.',
            )}
          </p>
        </Confirm>
      )}
    </>
  );
};
