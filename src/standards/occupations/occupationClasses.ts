/**
 * Classes of 中华人民共和国职业分类大典（2022年版）: all 8 major classes 大类, and the middle 中类 and small classes 小类 above the occupations we list.
 * Codes and Chinese names read in a public extraction of the draft for public comment (社会公示稿); English names are ours.
 */
export const classTable = `
1 党的机关、国家机关、群众团体和社会组织、企事业单位负责人|Heads of Party and state organs, organisations, enterprises and institutions
2 专业技术人员|Professional and technical staff
3 办事人员和有关人员|Clerks and related staff
4 社会生产服务和生活服务人员|Service staff for production and daily life
5 农、林、牧、渔业生产及辅助人员|Producers and helpers in farming, forestry, animal husbandry and fishery
6 生产制造及有关人员|Manufacturing and related workers
7 军队人员|Armed forces
8 不便分类的其他从业人员|Others not elsewhere classified
4-01 批发与零售服务人员|Wholesale and retail service staff
4-02 交通运输、仓储物流和邮政业服务人员|Transport, storage, logistics and post service staff
4-03 住宿和餐饮服务人员|Hotel and catering service staff
4-04 信息传输、软件和信息技术服务人员|Information and software service staff
4-06 房地产服务人员|Real estate service staff
4-07 租赁和商务服务人员|Leasing and business service staff
4-08 技术辅助服务人员|Technical support service staff
4-09 水利、环境和公共设施管理服务人员|Water, environment and public facility service staff
4-10 居民服务人员|Household and personal service staff
4-12 修理及制作服务人员|Repair and making service staff
4-14 健康、体育和休闲服务人员|Health, sport and leisure service staff
5-01 农业生产人员|Crop producers
5-03 畜牧业生产人员|Livestock producers
5-04 渔业生产人员|Fishery producers
5-05 农、林、牧、渔业生产辅助人员|Helpers in farming, forestry, animal husbandry and fishery
6-01 农副产品加工人员|Agricultural product processing workers
6-02 食品、饮料生产加工人员|Food and beverage workers
6-04 纺织、针织、印染人员|Textile, knitting, printing and dyeing workers
6-05 纺织品、服装和皮革、毛皮制品加工制作人员|Textile article, clothing, leather and fur workers
6-06 木材加工、家具与木制品制作人员|Timber, furniture and wood product workers
6-07 纸及纸制品生产加工人员|Paper and paper product workers
6-08 印刷和记录媒介复制人员|Printing and media reproduction workers
6-09 文教、工美、体育和娱乐用品制造人员|Stationery, crafts, sport and toy makers
6-14 橡胶和塑料制品制造人员|Rubber and plastics workers
6-15 非金属矿物制品制造人员|Non-metallic mineral product workers
6-18 机械制造基础加工人员|Basic machining workers
6-19 金属制品制造人员|Metal product workers
6-20 通用设备制造人员|General machinery workers
6-21 专用设备制造人员|Special machinery workers
6-22 汽车制造人员|Automobile workers
6-23 铁路、船舶、航空设备制造人员|Railway, ship and aviation equipment workers
6-24 电气机械和器材制造人员|Electrical machinery workers
6-25 计算机、通信和其他电子设备制造人员|Electronics workers
6-29 建筑施工人员|Construction workers
6-30 运输设备和通用工程机械操作人员及有关人员|Transport equipment and construction machine operators
6-31 生产辅助人员|Production support workers
4-01-02 销售人员|Sales staff
4-01-05 特殊商品购销人员|Special goods trading staff
4-01-06 电子商务服务人员|E-commerce staff
4-02-02 道路运输服务人员|Road transport service staff
4-02-05 装卸搬运和运输代理服务人员|Loading, handling and forwarding staff
4-02-06 仓储物流服务人员|Storage and logistics staff
4-02-07 邮政和快递服务人员|Post and courier staff
4-03-01 住宿服务人员|Hotel staff
4-03-02 餐饮服务人员|Catering staff
4-04-02 信息通信网络维护人员|Network maintenance staff
4-04-05 软件和信息技术服务人员|Software and IT service staff
4-06-01 物业管理服务人员|Property management staff
4-07-03 人力资源服务人员|Human resources service staff
4-07-04 旅游及公共游览场所服务人员|Tourism staff
4-07-05 安全保护服务人员|Security staff
4-08-05 检验、检测和计量服务人员|Inspection, testing and metrology staff
4-09-08 环境卫生服务人员|Sanitation staff
4-09-10 绿化与园艺服务人员|Landscaping staff
4-10-01 生活照料服务人员|Daily care staff
4-10-02 服装裁剪和洗染织补人员|Tailoring, laundry and mending staff
4-10-03 美容美发和浴池服务人员|Beauty, hair and bath staff
4-10-04 保健服务人员|Wellness staff
4-10-08 社区生活服务人员|Community life service staff
4-12-01 汽车摩托车修理技术服务人员|Car and motorcycle repair staff
4-12-02 计算机和办公设备维修人员|Computer and office equipment repair staff
4-12-03 家用电子电器产品维修人员|Home appliance repair staff
4-14-01 医疗辅助服务人员|Medical support staff
4-14-02 健康咨询服务人员|Health advice staff
4-14-06 康养、休闲服务人员|Recuperation and leisure staff
5-01-02 农作物生产人员|Crop growers
5-03-02 畜禽饲养人员|Livestock and poultry keepers
5-04-02 水产养殖人员|Aquaculture workers
5-05-01 农业生产服务人员|Farm service staff
5-05-05 农机化服务人员|Farm machinery service staff
5-05-06 农副林特产品初加工人员|Primary processing workers
6-01-04 畜禽制品加工人员|Meat and poultry product workers
6-01-05 水产品加工人员|Aquatic product workers
6-02-01 焙烤食品制造人员|Bakery workers
6-02-03 方便食品和罐头食品加工人员|Convenience and canned food workers
6-02-05 调味品及食品添加剂制作人员|Condiment and additive workers
6-02-06 酒、饮料及精制茶制造人员|Liquor, beverage and tea workers
6-04-02 纺纱人员|Spinners
6-04-03 织造人员|Weavers
6-04-06 印染人员|Printing and dyeing workers
6-05-01 纺织品和服装剪裁缝纫人员|Cutting and sewing workers
6-05-02 皮革、毛皮及其制品加工人员|Leather and fur workers
6-05-04 鞋帽制作人员|Shoe and hat makers
6-06-03 木制品制造人员|Wood product makers
6-06-04 家具制造人员|Furniture makers
6-07-02 纸制品制作人员|Paper product makers
6-08-01 印刷人员|Printers
6-09-03 工艺美术品制造人员|Arts and crafts makers
6-09-05 玩具制作人员|Toy makers
6-14-01 橡胶制品生产人员|Rubber product workers
6-14-02 塑料制品加工人员|Plastics workers
6-15-05 陶瓷制品制造人员|Ceramics workers
6-18-01 机械冷加工人员|Cold working machinists
6-18-02 机械热加工人员|Hot working machinists
6-18-03 机械表面处理加工人员|Surface treatment workers
6-18-04 工装工具制造加工人员|Tool makers
6-19-01 五金制品制作装配人员|Hardware makers
6-20-01 通用基础件装配制造人员|Basic component assemblers
6-20-03 金属加工机械制造人员|Metalworking machine makers
6-21-04 电子专用设备装配调试人员|Electronic special equipment assemblers
6-22-01 汽车零部件、饰件生产加工人员|Car part makers
6-22-02 汽车整车制造人员|Car makers
6-23-02 船舶制造人员|Shipbuilders
6-24-02 输配电及控制设备制造人员|Power distribution equipment makers
6-24-03 电线电缆、光纤光缆及电工器材制造人员|Wire, cable and electrical material makers
6-24-04 电池制造人员|Battery makers
6-24-05 家用电力器具制造人员|Home appliance makers
6-24-07 照明器具制造人员|Lighting makers
6-25-01 电子元件制造人员|Electronic component makers
6-25-02 电子器件制造人员|Electronic device makers
6-25-03 计算机制造人员|Computer makers
6-25-04 电子设备装配调试人员|Electronic equipment assemblers
6-29-01 房屋建筑施工人员|Building workers
6-29-02 土木工程建筑施工人员|Civil engineering workers
6-29-03 建筑安装施工人员|Building installation workers
6-29-04 建筑装饰人员|Building decoration workers
6-29-05 古建筑修建人员|Traditional architecture workers
6-30-01 专用车辆操作人员|Special vehicle operators
6-30-05 通用工程机械操作人员|Construction machine operators
6-31-01 机械设备修理人员|Machine repair workers
6-31-03 检验试验人员|Inspection and testing workers
6-31-05 包装人员|Packers
6-31-07 工业机器人操作运维人员|Industrial robot operators
`;
