// Words that tell rows which are nobody's: totals, notes, titles, samples.

import { isLabel } from './rulesGrid.ts';

const TOTAL =
  /^(?:合计|小计|总计|共计|累计|总和|总人数|总户数|(?:本页|本表|本村|本组|全[村镇乡县市省]|以上)?(?:合|小|总|共)计)(?:数|人数|金额|户数)?(?:\([^)]*\))?:?$/;
const TOTAL_WITH_NUMBER =
  /^(?:(?:本页|本表|本村|全[村镇乡县市省]|以上|合计|小计|总计|共计|累计|总)?(?:共|合计|小计|总计|共计|累计|总共|总计)):?(?:有|计|为)?\d[\d.,]*(?:万?元|人次?|名|户|条|家|个|岗|万)?.{0,30}$/;
const TOTAL_OF = /^.{1,12}(?:合计|小计|总计|共计)(?:\d[\d.,]*(?:人|户|名|元|万元)?)?:?$/;

/** 合计, 小计, XX村小计, 共35人 … Whole cells only, squeezed. */
export const isTotalWord = (text: string): boolean => TOTAL.test(text) || TOTAL_WITH_NUMBER.test(text) || TOTAL_OF.test(text);

/** 合计 and nothing else: nobody's name, wherever it stands. */
export const isBareTotal = (text: string): boolean =>
  /^(?:合计|小计|总计|共计|累计|总人数|总户数|本页合计|本页小计)(?:数|人数|金额)?:?$/.test(text);

const NOTE =
  /^[*※☆★(【]*(?:备注|说明|注|附注|注意(?:事项)?|提示|填[表报写][^:]{0,6}(?:说明|要求|须知|人|单位|日期|时间)|温馨提示)\d?[)】]?[:：、]/;
const SIGNATURE =
  /^(?:填[表报制写]人?|制表人?|编制人?|审[核批定]人?|复核人?|负责人|[^:]{0,8}(?:负责人|领导|主任|书记|经办人|联系人|站长|校长|队员|工作队)|经办人?|录入人?|采集人?|核实人?|统计人?|报送人?|联系电话|电话|单位盖章|盖章|签字|签名|[^:]{0,12}\((?:盖章|签字|签章|公章)\)|填[表报]日期|填[表报]时间|日期|年月日)(?:\((?:签字|盖章|签章|签名)\))?:/;
const NOTE_ALONE =
  /^(?:填[表报写][^:]{0,6}(?:说明|要求|须知)|填表须知|说明|备注|注意事项|附注)[:：]?$|^[(【]?(?:以下空白|以下无(?:正文|内容|数据)|此页无正文|本页无正文|本页空白|完|结束)[)】]?[。.]?$|^[.…。·]{2,}$/;

/** A cell that begins a note, a signature line or a line of labels. */
export const isNoteWord = (text: string): boolean => NOTE.test(text) || SIGNATURE.test(text) || isLabel(text);
export const isNoteAlone = (text: string): boolean => NOTE_ALONE.test(text);

/** 先进村（2人）, 第二组(12户): the heading of a group, not merged. */
export const isGroupHeading = (text: string): boolean => /^.{2,14}(?:村|组|屯|寨|社区|镇|乡|街道)[(](?:共)?\d{1,5}[人户名][)]$/.test(text);

const BRACKETED = /\((?:盖章|签字|签章|签名|公章)\):?$/;
const SIGNERS =
  /^(?:填[表报制写]人?|制表人?|编制人?|审[核批定]人?|复核人?|校对人?|(?:单位|部门|村|镇|乡镇|分管|主管|主要)?(?:负责人|领导)|经办人?|录入人?|采集人?|核实人?|统计人?|报送人?|村(?:党)?(?:支部|总支)?书记|村委会?主任|包村(?:干部|领导)|驻村(?:干部|工作队(?:员|长)?)?|第一书记|带队(?:人|干部|领导|人员)?|(?:[^:]{0,10}(?:主任|书记|负责人|领导|干部|队长|组长|代表|本人))?(?:签[字名章]|盖章)|单位盖章)(?:\([^)]*\))?:?$/;
const ABOUT_SIGNING = /^(?:联系人|联系电话|联系方式|电话|手机|日期|(?:填[表报]|制表|报送|审核|统计)(?:日期|时间)|单位)(?:\([^)]*\))?:?$/;
/** Who filled in, checked or signed, as a cell of its own or with the name behind a colon. */
export const isSigner = (text: string): boolean =>
  SIGNERS.test(text) || BRACKETED.test(text) || (text.includes(':') && SIGNATURE.test(text));
export const isAboutSigning = (text: string): boolean => ABOUT_SIGNING.test(text);

const LEGEND = /^[*※]*(?:图例|注|备注|附注|注意(?:事项)?|[^:]{0,6}说明)[:：]?$/;
/** ①政府组织, (2)自发, 03返乡未就业: an entry of a list of codes. */
export const isCodeEntry = (text: string): boolean => /^(?:[①-⑳]|[(]\d{1,2}[)]|\d{1,2}[.、:])[\u4e00-\u9fff]{2,}/.test(text);
/** 图例, 注, 说明 in a cell of its own: what stands beside it explains the list. */
export const isLegendWord = (text: string): boolean => LEGEND.test(text);

/** Sentences: nobody's name, no organisation's. */
export const isSentence = (text: string): boolean =>
  /^(?:以上|上述|兹|特此).{0,24}(?:属实|证明|无误|真实|公示)/.test(text) ||
  (text.length >= 12 && /[。；;!?！？]|[，,].*[，,]|[:：].{6,}/.test(text)) ||
  (text.length >= 8 && /^(?:\d{1,2}[.、)]|\(?[一二三四五六七八九十]{1,2}[)、])\D/.test(text));

/** What titles of blocks end with, or a month they are of. */
export const isTitleText = (text: string): boolean =>
  text.length >= 4 &&
  text.length <= 60 &&
  (/(?:表|台账|名单|名册|花名册|统计|汇总|情况|信息|清单|明细|登记|目录|一览)(?:\([^)]*\))*$/.test(text) ||
    /^(?:附[件表]|表[一二三四五六七八九十\d])/.test(text));

const SAMPLE_CELL =
  /^[([【]?(?:填写)?(?:示例|样例|范例|例子|举例|例|样本)\d?[)\]】]?(?:[:：].*)?$|[([【](?:示例|样例|范例|例|举例)[)\]】]$|^[([【](?:示例|样例|范例|例)[)\]】]/;
export const isSampleCell = (text: string): boolean =>
  SAMPLE_CELL.test(text) || /^(?:填写说明|填表说明|填写要求|填报说明|填写规范|说明)[:：]?$/.test(text);

const INSTRUCTION =
  /^(?:请|必填|选填|非必填|可不填|填写?[^\d]|下拉|格式|例如?[:：]|如[:：]|必须|不超过|最多|选择|可多选|单选|多选|按(?:照|实)|参照|精确到|自动|身份证上|与身份证|18位|11位|数字|文本|日期格式|只[能填]|从下拉|限填|系统)/;
/** What a template says under a header about how to fill a column in. */
export const isInstruction = (text: string): boolean => INSTRUCTION.test(text) || isSampleCell(text);
