import { readAbout } from '#platform/contract.ts';
import { useLang, useT } from '#platform/web/lang.tsx';
import { Screen } from '#platform/web/Screen.tsx';
import { Slot, useSlotCount } from '#platform/web/Slot.tsx';
import { TodoBoard } from '#platform/web/Todo.tsx';
import { useRead } from '#platform/web/useRead.ts';
import { useAbout } from './useAbout.ts';

/** Today: the date, one sentence with figures, what waits for me, what changed. The same for every role, with other content. */
export const HomePage = () => {
  const t = useT();
  const { lang } = useLang();
  const about = useAbout();
  const inbox = useSlotCount('home.inbox');
  const today = about.data?.today;
  const preparing = about.data?.preparing;
  // while data are being loaded somebody watches the number grow
  useRead(readAbout, {}, { enabled: Boolean(preparing), refreshMs: 4000 });
  const percent = preparing?.total ? Math.min(99, Math.floor((preparing.done / preparing.total) * 100)) : 0;
  const day = today
    ? new Intl.DateTimeFormat(lang === 'zh' ? 'zh-CN' : 'en-GB', {
        month: 'long',
        day: 'numeric',
        weekday: 'long',
        timeZone: 'UTC',
      }).formatToParts(new Date(`${today}T00:00:00Z`))
    : [];
  const part = (type: string) => day.find((p) => p.type === type)?.value ?? '';
  const heading = today
    ? lang === 'zh'
      ? `${Number(today.slice(5, 7))} 月 ${part('day')} 日，${part('weekday')}`
      : `${part('weekday')}, ${part('day')} ${part('month')}`
    : t('今天', 'Today');
  return (
    <Screen title={t('今天', 'Today')} heading={heading} sub={about.data?.demonstrationDay ? t('演示日', 'Demonstration day') : undefined}>
      {preparing && (
        <p role="status">
          {t(preparing.text.zh, preparing.text.en)}
          {preparing.total ? t(`，已完成 ${percent} %`, `: ${percent} % done`) : null}
        </p>
      )}
      <div className="home-lead">
        <Slot name="home.lead" />
      </div>
      <div className="two">
        <div className="stack">
          <TodoBoard expected={inbox}>
            <Slot name="home.inbox" />
          </TodoBoard>
          <Slot name="home.news" />
        </div>
        <div className="stack">
          <Slot name="home.cards" />
        </div>
      </div>
    </Screen>
  );
};
