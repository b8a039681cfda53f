import { headerWords } from '../rulesHeader.ts';

/** Words as the sheets of workers and vacancies would declare them; the engine has none of its own. */
export const words = headerWords([
  { id: 'name', aliases: ['姓名', '务工人员姓名'] },
  { id: 'idNumber', aliases: ['证件号码', '身份证号', '身份证号码', '公民身份号码'] },
  { id: 'sex', aliases: ['性别'] },
  { id: 'age', aliases: ['年龄'] },
  { id: 'phone', aliases: ['联系电话', '手机号', '家庭成员联系电话'] },
  { id: 'address', aliases: ['家庭住址', '户籍地址'] },
  { id: 'education', aliases: ['学历', '文化程度'] },
  { id: 'income', aliases: ['月收入', '务工月收入'] },
  { id: 'yearIncome', aliases: ['年收入'] },
  { id: 'employer', aliases: ['务工企业名称', '就业单位'] },
  { id: 'from', aliases: ['开始时间'] },
  { id: 'company', aliases: ['企业名称'] },
  { id: 'post', aliases: ['岗位名称'] },
  { id: 'openings', aliases: ['招聘人数'] },
  { id: 'postMonths', aliases: ['公益性岗位(月数)'] },
  { id: 'postKind', aliases: ['公益性岗位'] },
]);
