import { Button, Checkbox, Input } from 'antd';
import { useT } from '#platform/web/lang.tsx';
import type { QuestionIn } from '../../contractRemote.ts';

interface Props {
  readonly value: readonly QuestionIn[];
  readonly onChange: (questions: QuestionIn[]) => void;
}
const fresh = (taken: readonly string[], prefix: string): string => {
  for (let n = taken.length + 1; ; n++) if (!taken.includes(`${prefix}${n}`)) return `${prefix}${n}`;
};
/** Questions with their options; which are right is ticked here and known to the server alone. */
export const QuestionsField = ({ value, onChange }: Props) => {
  const t = useT();
  const put = (i: number, q: QuestionIn) => onChange(value.map((x, at) => (at === i ? q : x)));
  return (
    <>
      {value.map((q, i) => {
        const name = t(`第 ${i + 1} 题`, `Question ${i + 1}`);
        const options = [...q.options];
        return (
          <fieldset key={q.id} className="rm-block">
            <legend className="vh">{name}</legend>
            <div className="rm-tools">
              <b className="b">{name}</b>
              <Button
                size="small"
                type="text"
                danger
                aria-label={t(`删去${name}`, `Remove ${name}`)}
                onClick={() => onChange(value.filter((x) => x.id !== q.id))}
              >
                {t('删去', 'Remove')}
              </Button>
            </div>
            <Input
              maxLength={300}
              aria-label={t(`${name}的题目`, `Words of ${name}`)}
              placeholder={t('题目', 'Question')}
              value={q.text}
              onChange={(e) => put(i, { ...q, text: e.target.value })}
            />
            {options.map((o, at) => {
              const label = t(`${name}选项 ${at + 1}`, `${name}, option ${at + 1}`);
              const set = (more: Partial<typeof o>) =>
                put(i, { ...q, options: options.map((x) => (x.id === o.id ? { ...x, ...more } : x)) });
              return (
                <div key={o.id} className="rm-option">
                  <Input
                    maxLength={200}
                    aria-label={label}
                    placeholder={t(`选项 ${at + 1}`, `Option ${at + 1}`)}
                    value={o.text}
                    onChange={(e) => set({ text: e.target.value })}
                  />
                  <Checkbox
                    aria-label={t(`${label}正确`, `${label} is right`)}
                    checked={o.right}
                    onChange={(e) => set({ right: e.target.checked })}
                  >
                    {t('正确', 'right')}
                  </Checkbox>
                  <Button
                    size="small"
                    type="text"
                    aria-label={t(`删去${label}`, `Remove ${label}`)}
                    onClick={() => put(i, { ...q, options: options.filter((x) => x.id !== o.id) })}
                  >
                    {t('删去', 'Remove')}
                  </Button>
                </div>
              );
            })}
            <Button
              size="small"
              type="link"
              aria-label={t(`加一个选项：${name}`, `Add an option: ${name}`)}
              onClick={() =>
                put(i, {
                  ...q,
                  options: [
                    ...options,
                    {
                      id: fresh(
                        options.map((o) => o.id),
                        'o',
                      ),
                      text: '',
                      right: false,
                    },
                  ],
                })
              }
            >
              {t('加一个选项', 'Add an option')}
            </Button>
          </fieldset>
        );
      })}
      <div className="rm-add">
        <Button
          onClick={() =>
            onChange([
              ...value,
              {
                id: fresh(
                  value.map((q) => q.id),
                  'q',
                ),
                text: '',
                options: [
                  { id: 'o1', text: '', right: false },
                  { id: 'o2', text: '', right: false },
                ],
              },
            ])
          }
        >
          {t('加一题', 'Add a question')}
        </Button>
      </div>
    </>
  );
};
