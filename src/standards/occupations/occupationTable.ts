/**
 * Occupations 职业（细类） of the 2022 classification that the four programmes and common migrant jobs use.
 * One line each: code, zh | en | programmes (C 粤菜师傅, T 广东技工, D 南粤家政, A 乡村工匠; none: a common job). Codes and Chinese names read in a public
 * extraction of the draft for public comment; which programme trains for an occupation is our own grouping.
 */
export const occupationTable = `
4-01-02-01 营销员|Sales representative|
4-01-02-03 商品营业员|Shop assistant|
4-01-02-04 收银员|Cashier|
4-01-05-01 农产品购销员|Farm produce buyer and seller|
4-01-06-01 电子商务师|E-commerce specialist|T
4-01-06-02 互联网营销师|Internet marketer|A
4-02-02-01 客运车辆驾驶员|Passenger vehicle driver|
4-02-02-02 道路货运汽车驾驶员|Lorry driver|
4-02-05-01 装卸搬运工|Loader and porter|
4-02-06-01 仓储管理员|Warehouse keeper|
4-02-06-02 理货员|Tally clerk|
4-02-06-03 物流服务师|Logistics specialist|T
4-02-07-08 快递员|Courier|
4-02-07-09 快件处理员|Parcel sorter|
4-03-01-01 前厅服务员|Front desk clerk|
4-03-01-02 客房服务员|Room attendant|
4-03-02-01 中式烹调师|Chinese cook|CA
4-03-02-02 中式面点师|Chinese pastry cook|CA
4-03-02-03 西式烹调师|Western cook|
4-03-02-04 西式面点师|Western pastry cook|
4-03-02-05 餐厅服务员|Waiter|
4-03-02-06 营养配餐员|Diet planner|CD
4-03-02-07 茶艺师|Tea art specialist|
4-03-02-08 咖啡师|Barista|
4-03-02-10 调饮师|Drinks mixer|
4-03-02-11 食品安全管理师|Food safety manager|C
4-04-02-02 信息通信网络线务员|Network linesman|T
4-04-05-03 呼叫中心服务员|Call centre agent|
4-04-05-05 人工智能训练师|AI trainer|T
4-06-01-01 物业管理师|Property manager|
4-06-01-03 停车管理员|Parking attendant|
4-06-01-04 智能楼宇管理员|Smart building operator|T
4-07-03-05 职业培训师|Vocational trainer|
4-07-03-06 劳务外包管理员|Labour outsourcing manager|
4-07-04-06 休闲农业服务员|Leisure farming attendant|A
4-07-05-01 保安员|Security guard|
4-07-05-02 安检员|Security screener|
4-07-05-03 消防设施操作员|Fire equipment operator|T
4-08-05-01 农产品食品检验员|Farm produce and food inspector|T
4-09-08-01 保洁员|Cleaner|
4-09-08-02 生活垃圾清运工|Refuse collector|
4-09-10-01 园林绿化工|Landscape gardener|A
4-10-01-01 婴幼儿发展引导员|Infant development guide|D
4-10-01-03 保育师|Nursery carer|D
4-10-01-05 养老护理员|Elderly carer|D
4-10-01-06 家政服务员|Domestic worker|D
4-10-02-02 洗衣师|Launderer|D
4-10-03-01 美容师|Beautician|
4-10-03-02 美发师|Hairdresser|
4-10-04-01 保健调理师|Wellness therapist|D
4-10-04-02 保健按摩师|Massage therapist|D
4-10-08-01 网约配送员|Delivery rider|
4-12-01-01 汽车维修工|Car mechanic|T
4-12-02-01 计算机维修工|Computer repairer|T
4-12-03-01 家用电器产品维修工|Home appliance repairer|TD
4-14-01-02 医疗护理员|Health care assistant|D
4-14-01-03 健康照护师|Health care companion|D
4-14-02-02 健康管理师|Health manager|D
4-14-02-05 老年人能力评估师|Elderly ability assessor|D
4-14-06-02 民宿管家|Homestay manager|A
5-01-02-01 农艺工|Crop grower|A
5-01-02-02 园艺工|Horticulture worker|A
5-01-02-03 食用菌生产工|Mushroom grower|A
5-01-02-05 中药材种植员|Medicinal herb grower|A
5-03-02-01 家畜饲养员|Livestock keeper|A
5-03-02-02 家禽饲养员|Poultry keeper|A
5-04-02-01 水生动物饲养工|Aquatic animal keeper|A
5-05-01-02 农业经理人|Farm manager|A
5-05-05-01 农机驾驶操作员|Farm machine operator|A
5-05-05-02 农机修理工|Farm machine repairer|AT
5-05-06-05 竹藤师|Bamboo and rattan worker|A
6-01-04-03 肉制品加工工|Meat product maker|CA
6-01-05-01 水产品加工工|Aquatic product processor|
6-02-01-01 糕点面包烘焙工|Baker|C
6-02-03-01 米面主食制作工|Rice and flour staple maker|C
6-02-03-02 冷冻食品制作工|Frozen food maker|
6-02-05-02 酱油酱类制作工|Soy sauce maker|
6-02-06-03 白酒酿造工|Liquor distiller|
6-02-06-10 茶叶加工工|Tea processor|A
6-04-02-01 纺纱工|Spinner|
6-04-03-03 织布工|Weaver|
6-04-06-02 纺织染色工|Textile dyer|
6-04-06-07 工艺染织品制作工|Craft dyer and weaver|A
6-05-01-01 服装制版师|Garment pattern maker|T
6-05-01-02 裁剪工|Cutter|
6-05-01-03 缝纫工|Sewing machine operator|
6-05-02-01 皮革及皮革制品加工工|Leather worker|
6-05-04-01 制鞋工|Shoemaker|
6-06-03-01 手工木工|Hand joiner|A
6-06-03-02 机械木工|Machine joiner|
6-06-04-00 家具制作工|Furniture maker|T
6-07-02-00 纸箱纸盒制作工|Carton maker|
6-08-01-02 印刷操作员|Printing operator|
6-09-03-01 工艺品雕刻工|Craft carver|A
6-09-03-03 陶瓷工艺品制作师|Ceramic craft maker|A
6-09-03-06 漆器制作工|Lacquerware maker|A
6-09-03-11 抽纱刺绣工|Drawnwork and embroidery maker|A
6-09-03-15 贵金属首饰制作工|Jewellery maker|T
6-09-03-17 民间工艺品制作工|Folk craft maker|A
6-09-03-19 民间工艺品艺人|Folk craft artist|A
6-09-05-00 玩具制作工|Toy maker|
6-14-01-01 橡胶制品生产工|Rubber product worker|
6-14-02-00 塑料制品成型制作工|Plastics moulder|
6-15-05-02 陶瓷成型施釉工|Ceramic former and glazer|
6-18-01-01 车工|Turner|T
6-18-01-02 铣工|Milling machine operator|T
6-18-01-04 磨工|Grinder|T
6-18-01-07 多工序数控机床操作调整工|CNC machine setter and operator|T
6-18-01-12 冲压工|Stamping worker|
6-18-02-01 铸造工|Foundry worker|T
6-18-02-04 焊工|Welder|T
6-18-03-01 镀层工|Plater|
6-18-03-03 涂装工|Coating worker|
6-18-04-01 模具工|Die and mould maker|T
6-18-04-06 工具钳工|Tool fitter|T
6-19-01-05 日用五金制品制作工|Household hardware maker|
6-20-01-01 装配钳工|Assembly fitter|T
6-20-03-01 机床装调维修工|Machine tool fitter and repairer|T
6-21-04-01 电子专用设备装调工|Electronic special equipment fitter|T
6-22-01-01 汽车生产线操作工|Car production line operator|T
6-22-02-01 汽车装调工|Car assembler|T
6-23-02-01 金属船体制造工|Metal hull builder|T
6-24-02-02 高低压电器及成套设备装配工|Switchgear assembler|T
6-24-02-04 光伏组件制造工|Photovoltaic module maker|
6-24-03-01 电线电缆制造工|Wire and cable maker|
6-24-04-00 电池制造工|Battery maker|
6-24-05-02 空调器制造工|Air conditioner maker|
6-24-05-04 小型家用电器制造工|Small appliance maker|
6-24-07-02 灯具制造工|Lamp maker|
6-25-01-13 印制电路制作工|Printed circuit maker|
6-25-02-03 液晶显示器件制造工|Liquid crystal display maker|
6-25-02-05 半导体芯片制造工|Semiconductor chip maker|T
6-25-03-00 计算机及外部设备装配调试员|Computer assembler and tester|T
6-25-04-02 通信终端设备制造工|Communication terminal maker|
6-25-04-05 智能硬件装调员|Smart hardware fitter|T
6-25-04-07 电子设备装接工|Electronic equipment assembler|T
6-25-04-08 电子设备调试工|Electronic equipment tester|T
6-29-01-01 砌筑工|Bricklayer|A
6-29-01-03 混凝土工|Concrete worker|
6-29-01-04 钢筋工|Steel fixer|
6-29-01-05 架子工|Scaffolder|
6-29-01-06 装配式建筑施工员|Prefabricated building worker|T
6-29-01-07 乡村建设工匠|Rural building artisan|A
6-29-02-08 防水工|Waterproofing worker|
6-29-03-02 电气设备安装工|Electrical equipment installer|T
6-29-03-03 电梯安装维修工|Lift installer and repairer|T
6-29-03-04 管工|Pipe fitter|
6-29-03-05 制冷空调系统安装维修工|Refrigeration and air conditioning fitter|T
6-29-04-01 装饰装修工|Decorator|A
6-29-05-00 古建筑工|Traditional architecture worker|A
6-30-01-00 专用车辆驾驶员|Special vehicle driver|
6-30-05-01 起重装卸机械操作工|Crane and cargo machine operator|T
6-30-05-02 起重工|Rigger|
6-30-05-05 挖掘铲运和桩工机械司机|Excavator and piling machine driver|
6-31-01-02 机修钳工|Maintenance fitter|T
6-31-01-03 电工|Electrician|T
6-31-03-05 质检员|Quality inspector|
6-31-05-00 包装工|Packer|
6-31-07-01 工业机器人系统运维员|Industrial robot maintainer|T
6-31-07-03 工业机器人系统操作员|Industrial robot operator|T
`;
