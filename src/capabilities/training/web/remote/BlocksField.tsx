import { Button, Input } from 'antd';
import { FileField, useSentFile } from '#platform/web/FileField.tsx';
import { useT } from '#platform/web/lang.tsx';
import { useItemKeys } from '#platform/web/useItemKeys.ts';
import type { BlockIn } from '../../contractRemote.ts';
import { PICTURE_FILE } from '../../contractRemoteTexts.ts';

const NAMES = {
  text: ['文字', 'Text'],
  picture: ['图片', 'Picture'],
  video: ['视频', 'Video'],
} as const;
interface Props {
  readonly value: readonly BlockIn[];
  readonly onChange: (blocks: BlockIn[]) => void;
}
/** Paragraphs, pictures and videos in their order. */
export const BlocksField = ({ value, onChange }: Props) => {
  const t = useT();
  const put = (i: number, b: BlockIn) => onChange(value.map((x, at) => (at === i ? b : x)));
  const items = useItemKeys(value.length);
  const move = (i: number, by: number) => {
    items.move(i, by);
    onChange(value.toSpliced(i, 1).toSpliced(i + by, 0, value[i]!));
  };
  const add = (b: BlockIn) => {
    items.add();
    onChange([...value, b]);
  };
  const picture = useSentFile(PICTURE_FILE);
  const name = (b: BlockIn, i: number) => t(`第 ${i + 1} 段，${NAMES[b.kind][0]}`, `Part ${i + 1}, ${NAMES[b.kind][1].toLowerCase()}`);
  return (
    <>
      {value.map((b, i) => (
        <fieldset key={items.keys[i]} className="rm-block">
          <legend className="vh">{name(b, i)}</legend>
          <div className="rm-tools">
            <b className="b">{name(b, i)}</b>
            <Button
              size="small"
              type="text"
              disabled={i === 0}
              aria-label={t(`上移${name(b, i)}`, `Move up ${name(b, i)}`)}
              onClick={() => move(i, -1)}
            >
              {t('上移', 'Move up')}
            </Button>
            <Button
              size="small"
              type="text"
              disabled={i === value.length - 1}
              aria-label={t(`下移${name(b, i)}`, `Move down ${name(b, i)}`)}
              onClick={() => move(i, 1)}
            >
              {t('下移', 'Move down')}
            </Button>
            <Button
              size="small"
              type="text"
              danger
              aria-label={t(`删去${name(b, i)}`, `Remove ${name(b, i)}`)}
              onClick={() => {
                items.remove(i);
                onChange(value.toSpliced(i, 1));
              }}
            >
              {t('删去', 'Remove')}
            </Button>
          </div>
          {b.kind === 'text' && (
            <Input.TextArea
              rows={6}
              maxLength={8000}
              aria-label={name(b, i)}
              value={b.text}
              onChange={(e) => put(i, { ...b, text: e.target.value })}
            />
          )}
          {b.kind === 'picture' && (
            <>
              <img src={`/api/files/${b.fileId}`} alt={b.alt} />
              <Input
                maxLength={120}
                aria-label={t(`${name(b, i)}的说明`, `What ${name(b, i)} shows`)}
                placeholder={t('图上是什么（看不见图的人要听）', 'What it shows, for those who do not see it')}
                value={b.alt}
                onChange={(e) => put(i, { ...b, alt: e.target.value })}
              />
            </>
          )}
          {b.kind === 'video' && (
            <div className="form-2">
              <Input
                maxLength={500}
                aria-label={t(`${name(b, i)}的网址`, `Address of ${name(b, i)}`)}
                placeholder="https://"
                value={b.url}
                onChange={(e) => put(i, { ...b, url: e.target.value })}
              />
              <Input
                maxLength={80}
                aria-label={t(`${name(b, i)}的名称`, `Title of ${name(b, i)}`)}
                placeholder={t('视频名称', 'Title')}
                value={b.title}
                onChange={(e) => put(i, { ...b, title: e.target.value })}
              />
            </div>
          )}
        </fieldset>
      ))}
      <div className="rm-add">
        <Button onClick={() => add({ kind: 'text', text: '' })}>{t('加一段文字', 'Add text')}</Button>
        <Button onClick={() => add({ kind: 'video', url: '', title: '' })}>{t('加一个视频网址', 'Add a video by address')}</Button>
      </div>
      <FileField
        sent={{
          ...picture,
          choose: async (event) => {
            const sent = await picture.choose(event);
            if (!sent) return;
            add({ kind: 'picture', fileId: sent.id, alt: '' });
            picture.clear();
          },
        }}
        id="f-picture"
        label={t('加一张图片', 'Add a picture')}
        which={t('（JPG、PNG，5 MB 以内）', ' (JPG, PNG, up to 5 MB)')}
        accept=".jpg,.jpeg,.png,.webp"
      />
    </>
  );
};
