/**
 * Surnames with more than one reading, the usual one as a surname first. The later ones are what people type who read the character as in other
 * words, or what some families and places say (覃 in Guangxi: qín and tán are both surnames). Certainty: the first readings agree with the surname
 * list of pinyin-pro, or correct it from dictionary knowledge (洗 种 祭 秘 炅 隽 佴 角 and others); the later ones are unverified, which does no harm: a
 * key too many only offers one more candidate. ü is v.
 */
export const surnameReadings: Readonly<Record<string, readonly string[]>> = {
  单: ['shan', 'dan', 'chan'],
  覃: ['qin', 'tan'],
  仇: ['qiu', 'chou'],
  查: ['zha', 'cha'],
  曾: ['zeng', 'ceng'],
  解: ['xie', 'jie'],
  盖: ['ge', 'gai'],
  朴: ['piao', 'pu'],
  区: ['ou', 'qu'],
  尉: ['wei', 'yu'],
  乐: ['yue', 'le'],
  缪: ['miao', 'mou', 'mu'],
  牟: ['mou', 'mu'],
  折: ['she', 'zhe'],
  洗: ['xian', 'xi'],
  员: ['yun', 'yuan'],
  种: ['chong', 'zhong'],
  召: ['shao', 'zhao'],
  隗: ['wei', 'kui'],
  繁: ['po', 'fan'],
  祭: ['zhai', 'ji'],
  秘: ['bi', 'mi'],
  翟: ['zhai', 'di'],
  柏: ['bai', 'bo'],
  谌: ['chen', 'shen'],
  盛: ['sheng', 'cheng'],
  郇: ['xun', 'huan'],
  瞿: ['qu', 'ju'],
  车: ['che', 'ju'],
  叶: ['ye', 'xie'],
  贾: ['jia', 'gu'],
  宿: ['su', 'xiu'],
  炅: ['gui', 'jiong'],
  藏: ['zang', 'cang'],
  隽: ['juan', 'jun'],
  能: ['nai', 'neng'],
  佴: ['nai', 'er'],
  莘: ['shen', 'xin'],
  角: ['jue', 'jiao'],
  钭: ['tou', 'dou'],
  阚: ['kan', 'han'],
  句: ['gou', 'ju'],
  都: ['du', 'dou'],
  费: ['fei', 'bi'],
  贲: ['ben', 'bi'],
  郗: ['xi', 'chi'],
  郄: ['qie', 'xi'],
  重: ['chong', 'zhong'],
  黑: ['hei', 'he'],
  万: ['wan', 'mo'],
  褚: ['chu', 'zhu'],
  长: ['chang', 'zhang'],
  行: ['xing', 'hang'],
  乜: ['nie', 'mie'],
  粘: ['nian', 'zhan'],
  呙: ['guo', 'gua'],
  俞: ['yu', 'shu'],
};

/** Compound surnames 复姓 and their readings, joined by a space; the usual one first. */
export const compoundSurnames: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  `欧阳 ou yang|太史 tai shi|端木 duan mu|上官 shang guan|司马 si ma|东方 dong fang|独孤 du gu|南宫 nan gong|万俟 mo qi/wan si|闻人 wen ren
夏侯 xia hou|诸葛 zhu ge|尉迟 yu chi/wei chi|公羊 gong yang|赫连 he lian|澹台 tan tai/dan tai|皇甫 huang fu|宗政 zong zheng|濮阳 pu yang|公冶 gong ye
太叔 tai shu|申屠 shen tu|公孙 gong sun|慕容 mu rong|仲孙 zhong sun|钟离 zhong li|长孙 zhang sun/chang sun|宇文 yu wen|司徒 si tu|鲜于 xian yu
司空 si kong|闾丘 lv qiu|亓官 qi guan|司寇 si kou|巫马 wu ma|公西 gong xi|颛孙 zhuan sun|壤驷 rang si|公良 gong liang|漆雕 qi diao
乐正 yue zheng/le zheng|宰父 zai fu|谷梁 gu liang|拓跋 tuo ba/ta ba|夹谷 jia gu|轩辕 xuan yuan|令狐 ling hu|段干 duan gan|百里 bai li|呼延 hu yan
东郭 dong guo|南门 nan men|羊舌 yang she|微生 wei sheng|梁丘 liang qiu|左丘 zuo qiu|西门 xi men|第五 di wu|南荣 nan rong|东里 dong li
仲长 zhong chang/zhong zhang|即墨 ji mo|达奚 da xi|褚师 chu shi|单于 chan yu/shan yu|纳兰 na lan|完颜 wan yan|西陵 xi ling|淳于 chun yu|仆固 pu gu
呼衍 hu yan|贺兰 he lan|屈突 qu tu|哥舒 ge shu|爱新觉罗 ai xin jue luo|叶赫那拉 ye he na la|叶赫 ye he`
    .split(/[|\n]/)
    .map((row) => [row.slice(0, row.indexOf(' ')), row.slice(row.indexOf(' ') + 1).split('/')]),
);
