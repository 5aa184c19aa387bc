"""Our own table of readings for espeak-ng's Mandarin voice, made by listening to what it gets wrong. Data only.

A phrase is written as it stands in a text, with the pinyin behind each character that the voice would misread: 为(wei4)人民.
Tones are 1 to 5 (5: light), ü is v. The longest phrase wins, and what belongs to it is looked at no more: so a phrase
without any pinyin keeps a shorter one out (人数 before 数到). tests/speech/test_readings.py reads the whole of the shipped content.
"""

from __future__ import annotations

from typing import Final

PHRASES: Final = """
为(wei4)人民 为(wei4)中国人民 是为(wei4)了 为(wei4)了 为(wei2)核心 为(wei2)中心 为(wei2)基础 为(wei2)指导 为(wei2)原则
为(wei2)先 为先进 较为(wei2) 尤为(wei2) 升为(wei2) 选为(wei2) 任命为(wei2) 命名为(wei2) 作为(wei2) 行(xing2)为(wei2) 成为(wei2)
认为(wei2) 以为(wei2) 称为(wei2)
视为(wei2) 评为(wei2) 列为(wei2) 定为(wei2) 改为(wei2) 分为(wei2) 名为(wei2) 化为(wei2) 变为(wei2) 转为(wei2) 因为(wei4)
誉为(wei2) 设为(wei2) 记为(wei2) 计为(wei2) 确定为(wei2) 认定为(wei2)

挑一行(hang2) 那一行(hang2) 这一行(hang2) 每一行(hang2) 上一行(hang2) 下一行(hang2) 第一行(hang2) 一行(hang2)一行(hang2)
一行(hang2)字 两行(hang2) 三行(hang2) 几行(hang2) 每行(hang2)
支行(hang2) 商行(hang2)

店长(zhang3) 楼长(zhang3) 楼栋长(zhang3) 网格长(zhang3) 河长(zhang3) 林长(zhang3) 学长(zhang3) 兄(xiong1)长(zhang3) 连长(zhang3)
馆长(zhang3) 台长(zhang3) 园长(zhang3) 处(chu4)长(zhang3)
组长(zhang3) 小组长(zhang3) 班长(zhang3) 值班长(zhang3) 站长(zhang3) 长(zhang3)见识 长(zhang3)什么样 长(zhang3)高 长(zhang3)出
长(zhang3)得高 长(chang2)卷(juan4) 家长(zhang3)里短 长(chang2)三角

重(chong2)名 着(zhe5)重(chong2)名 重(chong2)启 重(chong2)做 重(chong2)办 重(chong2)走 重(chong2)写 重(chong2)整
重(chong2)拾(shi2) 重(chong2)游 重(chong2)打 重(chong2)发 重(chong2)交 重(chong2)填
重(chong2)播 重(chong2)看

还(huan2)款 还(huan2)钱 返还(huan2) 还(huan2)回 还(huan2)贷 还(huan2)了没 还(huan2)不上 还(huan2)不清 借还(huan2)
有借有还(huan2) 还(huan2)一笔 还(huan2)的时候 还(huan2)书 不还(huan2) 不还是
已还(huan2) 还(huan2)林 还(huan2)湖 还(huan2)利于民 还得(dei3) 还(huan2)得(de5)起 还得(de2)到

数(shu3)钱 数(shu3)数(shu5) 数(shu3)得清 数(shu3)不清 数(shu3)完 数(shu3)给 数(shu3)着 数(shu3)票 数(shu3)到 清数(shu3)
数(shu3)落(luo5) 人数(shu4) 多数(shu4) 少数(shu4) 半数(shu4) 总数(shu4) 次数(shu4) 天数(shu4) 分数(shu4)
票数(shu4) 岁数(shu5) 户数(shu4) 件数(shu4) 个数(shu4) 倍数(shu4) 指数(shu4) 基数(shu4) 字数(shu4) 页数(shu4) 有数(shu4)
算数(shu4) 年数(shu4) 参(can1)数(shu4) 学时数(shu4)

种(zhong4)菜 种(zhong4)田 种(zhong4)粮 种(zhong4)草 种(zhong4)水稻 种(zhong4)葡萄 种(zhong4)茶 种(zhong4)庄稼 种(zhong4)了
种(zhong4)好 种(zhong4)满 自己种(zhong4) 抢种(zhong4) 春种(zhong4) 种(zhong4)得
一种 两种 三种 四种 五种 几种 各种 多种 这种 那种 哪种 某种 何种 每种 品种 树种 工种 险种 税种 物种 兵种 特种 十种 六种 七种
八种 九种

调(tiao2)大 调(tiao2)小 调(tiao2)高 调(tiao2)低 调(tiao2)好 调(tiao2)一 调(tiao2)休 微调(tiao2) 调(tiao2)处(chu3) 调(tiao2)亮
调(tiao2)暗 调(tiao2)快 调(tiao2)慢 调(tiao2)解 上调(tiao2) 下调(tiao2) 众口难调(tiao2)
单调 强调 声调 语调 腔调 曲(qu3)调(diao4) 基调 论调 步调 格调 抽调 外调 选调 借调

几(ji3)点 好几(ji3)点 几(ji1)乎
好(hao3)好(hao3) 好(hao4)恶(wu4)
看(kan1)护 看(kan1)家本领 看(kan1)场子
落(la4)下的课 没有落(la4)下 没落(la4)下 不落(la4)下 都不落(la4) 不落(la4)一 丢三落(la4)四 落(la4)在家里
倒(dao4)出来 倒(dao4)车 倒(dao4)计时 倾倒(dao4) 倒(dao4)下水道 倒(dao4)垃圾 倒(dao4)上
量(liang2)血(xue4)压 量(liang2)身高 量(liang2)音量 重新量(liang2) 量(liang2)血(xue4)糖 量(liang2)体温 丈量(liang2) 衡量(liang2)
估量(liang2) 打量(liang5) 量(liang2)一量(liang2)
漂(piao1)着 漂(piao1)洗 漂(piao1)在 漂(piao1)起
择(zhai2)菜 择(zhai2)豆
剥(bo1)削(xue1) 剥(bo1)夺 剥(bo1)离 剥(bo1)落(luo4) 剥(bo1)蚀 咀嚼(jue2) 含糊(hu5) 迷糊(hu5) 商贾(gu3) 巨贾(gu3)
剥(bao1)花生 剥(bao1)皮 剥(bao1)豆 剥(bao1)开 剥(bao1)鸡蛋
拧(ning3)紧 拧(ning3)开 拧(ning3)上 拧(ning3)松 拧(ning3)螺丝
钉(ding4)着 钉(ding4)上 钉(ding4)扣子 钉(ding4)牢 钉(ding4)好
转(zhuan4)一圈 转(zhuan4)圈 转(zhuan4)转(zhuan5) 绕着转(zhuan4) 连轴转(zhuan4)
的(de5)当天 的(de5)当场 的(de5)当口 的(de5)当事人 的(de5)当年 的(de5)当地 打的(de5) 有的(di4)放矢 的(de5)确诊 的(de5)士兵
年少(shao3)十 年少(shao3)了 老少(shao4)
血(xue4)压 血(xue4)糖 血(xue4)脂 上吐(tu4)下泻
不给(gei3) 给(ji3)付 给(ji3)养
衣(yi1)被
孙子(zi5) 外孙子(zi5) 孙子(zi3)兵法 游子(zi3) 孝子(zi3) 母子(zi3) 枸杞子(zi3) 积极分(fen4)子(zi3) 知识(shi5)分(fen4)子(zi3)
接着(zhe5)用 够不着(zhao2) 猜着(zhao2) 着(zhe5)用
睡一觉(jiao4) 睡好觉(jiao4) 睡个觉(jiao4) 睡不好觉(jiao4)
空(kong4)着 空(kong1)着手 空(kong1)着肚子 空(kong1)着来 没空(kong4) 没空(kong1)调(tiao2) 空(kong4)房
没(mei2)收到 没(mei2)收钱 没(mei2)收过 没(mei2)收下
率(shuai4)队
差(cha4)一点 相差(cha1) 落差(cha1) 贫富差(cha1)距 差(chai1)旅 价差(cha1) 当差(chai1)
一干(gan4)就 干(gan4)不 不干不净 干(gan4)完 干(gan4)得 干(gan4)起 干(gan4)了一 干(gan4)了几 干(gan4)了什 干(gan4)了半
干(gan4)了两 干(gan4)了三 干(gan4)了十
干(gan4)了多 干(gan4)了大 晒干 晾干 擦干 风干 烘干 吹干 若干 饼干 豆腐干
三更(geng1) 五更(geng1)
上供(gong4) 口供(gong4)
新冠(guan1) 衣冠(guan1) 冠(guan1)状
育儿(er2)假(jia4) 护理假(jia4) 婚假(jia4) 年假(jia4) 销假(jia4) 陪护假(jia4)
角(jue2)色 旦角(jue2) 丑角(jue2) 生角(jue2)
情不自禁(jin1)
尽(jin3)早 尽(jin3)先
问卷(juan4) 第一卷(juan4)
一模(mu2)一样 装模(mu2)作样 大模(mu2)大样
国难(nan4) 急难(nan4) 急难(nan2)愁盼 排忧解难(nan4)
铺(pu1)地
房舍(she4) 猪舍(she4)
盛(cheng2)饭 盛(cheng2)汤 盛(cheng2)一 盛(cheng2)粥 盛(cheng2)菜 盛(cheng2)水 盛(cheng2)好
似(shi4)的 相似 类似 近似 看似 好似 貌似
相(xiang4)册 属相(xiang4) 相(xiang4)中(zhong4)
兴(xing1)修 兴(xing1)利 应(ying4)诉
三年五载(zai3) 千载(zai3)
两只(zhi1) 三只(zhi1) 四只(zhi1) 五只(zhi1) 六只(zhi1) 七只(zhi1) 八只(zhi1) 九只(zhi1) 十只(zhi1) 几只(zhi1) 这只(zhi1)
那只(zhi1) 每只(zhi1) 多少只(zhi1)
三只有 三只要 三只能 两只能 十只要 这只是 这只有 这只要 这只能 这只会 这只算 那只是 那只有 那只要 那只能 那只会 那只好 这只好
中(zhong1)风险 电钻(zuan4)
朝(zhao1)霞 奔(ben4)小康 直奔(ben4)
便(pian2)宜(yi5) 便(bian4)宜行事
称(chen4)职 匀称(chen4)
评弹(tan2) 弹(tan2)棉花 弹(tan2)钢琴 反弹(tan2) 弹(tan2)一 弹(tan2)三弦 弹(tan2)琵琶 弹(tan2)古筝 弹(tan2)得
正当(dang4)防卫 正当(dang4)权益 正当(dang4)理由 正当(dang4)渠道 正当(dang1)时 不当(dang4)得利
做得(de5) 查得(de5) 听得(de5) 找得(de5) 用得(de5) 吃得(de5) 认得(de5) 叫得(de5) 办得(de5) 走得(de5) 变得(de5) 买得(de5)
收得(de5) 过得(de5) 学得(de5) 拿得(de5) 盖得(de5) 管得(de5) 看得(de5) 说得(de5) 讲得(de5) 写得(de5)
唱得(de5) 开得(de5) 住得(de5) 坐得(de5) 站得(de5) 睡得(de5) 跑得(de5) 念得(de5) 放得(de5) 想得(de5) 修得(de5) 搬得(de5)
打得(de5) 闹得(de5) 弄得(de5) 见得(de5) 信得(de5) 晓得(de5) 过得(de5)去 都得(dei3) 就得(dei3) 也得(dei3)
做得了(liao3) 查得了(liao3) 听得了(liao3) 用得了(liao3) 吃得了(liao3) 办得了(liao3) 走得了(liao3) 管得了(liao3) 帮得了(liao3)
小事化了(liao3)
块地(di4) 块块地(de5) 亩地(di4) 扫地(di4) 拖地(di4) 绿地(di4) 户籍地(di4) 参(can1)保地(di4) 居住地(di4) 经常居住地(di4)
地(di4)里
胸(xiong1)脯(pu2)
玄妙观(guan4) 白云观(guan4)
哄(hong3)孩子 人才济(ji3)济(ji3) 济(ji3)宁
系(ji4)好 系(ji4)鞋带 系(ji4)安全带 系(ji4)红领巾 系(ji4)围裙 系(ji4)上 联系(xi4)好 联系(xi4)上 关系(xi5)好 关系(xi5)上
结(jie1)出 疾风知劲(jing4)草
抹(ma1)布 抹(ma1)桌子 抹(mo4)灰 屏(bing3)住 曝(bao4)光
曲(qu3)目 曲(qu3)会 曲(qu3)牌 曲(qu3)社 曲(qu3)友 听曲(qu3) 小曲(qu3) 曲(qu1)阜
撒(sa3)盐 松散(san3) 散(san3)养 散(san3)客 治丧(sang1) 什(shi2)锦 游说(shui4) 半身不遂(sui2) 鲜(xian3)见
削(xiao1)苹果 削(xiao1)皮 扎(za1)辫子 捆扎(za1) 炸(zha2)油条 压轴(zhou4) 稽(ji1)查 豁(huo4)达
背(bei1)书包 背(bei1)老人 背(bei1)下楼 背(bei1)着书包 蚌(beng4)埠(bu4) 坊(fang1)间 油坊(fang2) 染坊(fang2) 圈(juan4)养
猪圈(juan4) 倔(jue4)脾气
挣(zheng4)几 挣(zheng4)脱 挣(zheng1)扎 刨(bao4)平 常熟(shu2) 煮熟(shu2)
这个(ge5)月 这个(ge5)季
教(jiao4)育 教(jiao4)师 教(jiao4)室 教(jiao4)授 教(jiao4)材 教(jiao4)学 教(jiao1)学生 教(jiao4)练 教(jiao4)训 教(jiao4)导
教(jiao4)诲 教(jiao4)养 教(jiao4)程 教(jiao4)条 教(jiao4)堂 教(jiao4)徒 教(jiao4)案 教(jiao4)务 教(jiao4)职 教(jiao4)龄
教(jiao4)研 教(jiao4)改 教(jiao4)具 教(jiao4)化 教(jiao4)官 教(jiao4)工 教(jiao4)辅
宗教(jiao4) 党教(jiao4) 请教(jiao4) 受教(jiao4) 家教(jiao4) 家教(jiao1)给 回家教(jiao1) 大家教(jiao1) 助教(jiao4) 支教(jiao4)
宣教(jiao4) 幼教(jiao4) 调教(jiao4) 管教(jiao4) 佛教(jiao4) 道教(jiao4) 执教(jiao4) 求教(jiao4) 指教(jiao4) 文教(jiao4)
科教(jiao4) 特教(jiao4) 早教(jiao4) 说教(jiao4) 任教(jiao4) 成教(jiao4) 高教(jiao4) 职教(jiao4) 身教(jiao4) 言传身教(jiao4)
信教(jiao4) 从教(jiao4) 重教(jiao4) 施教(jiao4) 屡教(jiao4)不改 帮教(jiao4) 赐教(jiao4) 教(jiao4)员 政教(jiao4) 三教(jiao4)
胎教(jiao4) 外教(jiao4) 主教(jiao4) 传教(jiao4)
一(yi2)会儿(er5) 哪(na3)儿(er5) 那(na4)儿(er5) 这(zhe4)儿(er5)
个(ge4)人所得税
按一(yi1)也 一(yi2)月一 十一(yi1)月 一(yi1)月一(yi1)日 一(yi1)等奖 一(yi1)把手 一(yi1)路车 一(yi1)路公交 一(yi1)期 一(yi1)季度
一(yi1)单元 一(yi1)号 一(yi1)年级

是为(wei4)一盆 为(wei4)先生 更为(wei4)了 这一行(xing2)动 这一行(xing2)为 那一行(xing2)动 那一行(xing2)为 下一行(xing2)程
下一行(xing2)动 第一行(xing2)动 每一行(xing2)动 每一行(xing2)为 这一行(xing2)人 商行(xing2)为 支行(xing2)动
行(hang2)行(hang2)出状元
店长(chang2)期 店长(chang2)达 店长(chang2)约 楼长(chang2)期 楼长(chang2)达 楼长(chang2)约 河长(chang2)期 河长(chang2)达
河长(chang2)约 林长(chang2)期 林长(chang2)达 林长(chang2)约 学长(chang2)期 学长(chang2)达 学长(chang2)约 连长(chang2)期
连长(chang2)达 连长(chang2)约 馆长(chang2)期 馆长(chang2)达 馆长(chang2)约 台长(chang2)期 台长(chang2)达 台长(chang2)约
园长(chang2)期 园长(chang2)达 园长(chang2)约 处长(chang2)期 处长(chang2)达 处长(chang2)约 组长(chang2)期 组长(chang2)达
组长(chang2)约 班长(chang2)期 班长(chang2)达 班长(chang2)约 站长(chang2)期 站长(chang2)达 站长(chang2)约 河长(chang2)一
河长(chang2)二 河长(chang2)三 河长(chang2)四 河长(chang2)五 河长(chang2)六 河长(chang2)七 河长(chang2)八 河长(chang2)九
河长(chang2)十 河长(chang2)百
隆重(zhong4) 慎重(zhong4) 尊重(zhong4) 注重(zhong4) 侧重(zhong4) 沉重(zhong4) 严重(zhong4) 体重(zhong4) 贵重(zhong4)
加重(zhong4) 减重(zhong4) 超重(zhong4) 比重(zhong4) 敬重(zhong4) 偏重(zhong4) 看重(zhong4) 病重(zhong4) 保重(zhong4)
稳重(zhong4) 庄重(zhong4) 厚重(zhong4) 起重(zhong4) 载(zai4)重(zhong4) 负重(zhong4) 举重(zhong4) 轻重(zhong4) 自重(zhong4)
斤重(zhong4) 净重(zhong4)
谁来还(huan2) 要不还 数(shu3)九寒 数(shu3)九天 数(shu3)一(yi5)数(shu3) 数(shu3)一(yi1)数(shu3)二 会调(tiao2)一 发(fa4)型师
空(kong4)出来 空(kong4)出一 天空 航空
我得(de2)知 我得(de2)票 我得(de2)奖 我得(de2)分 我得(de2)病 我得(de2)益 我得(de2)过 我得(de2)以
我得(de2)罪 我得(de2)力 你得(de2)知 你得(de2)票 你得(de2)奖 你得(de2)分 你得(de2)病 你得(de2)益
你得(de2)过 你得(de2)以 你得(de2)罪 你得(de2)力 您得(de2)知 您得(de2)票 您得(de2)奖 您得(de2)分
您得(de2)病 您得(de2)益 您得(de2)过 您得(de2)以 您得(de2)罪 您得(de2)力 他得(de2)知 他得(de2)票
他得(de2)奖 他得(de2)分 他得(de2)病 他得(de2)益 他得(de2)过 他得(de2)以 他得(de2)罪 他得(de2)力
她得(de2)知 她得(de2)票 她得(de2)奖 她得(de2)分 她得(de2)病 她得(de2)益 她得(de2)过 她得(de2)以
她得(de2)罪 她得(de2)力
我得(dei3) 您得(dei3) 你得(dei3) 他得(dei3) 她得(dei3) 都得(de2)到 都得(de2)益 都得(de2)了 都得(de2)奖 都得(de2)以 也得(de2)到
也得(de2)以 也得(de2)益 就得(de2)到 就得(de2)了 他得(de2)了 他得(de2)到 她得(de2)了 她得(de2)到 我得(de2)到 我得(de2)了
你得(de2)到 您得(de2)到
思想得(de2)到 意见得(de2)到 信念得(de2)到 公开得(de2)到 同学得(de2) 开得(de2)胜 解放得(de2)到
法分(fen4)子(zi3) 罪分(fen4)子(zi3) 坏分(fen4)子(zi3) 败分(fen4)子(zi3) 进分(fen4)子(zi3) 恶分(fen4)子(zi3)
旺盛(sheng4) 茂盛(sheng4) 昌盛(sheng4) 兴盛(sheng4) 强盛(sheng4) 丰盛(sheng4) 鼎盛(sheng4) 子弹(dan4) 炸弹(dan4) 导弹(dan4)
总结(jie2)出 团结(jie2)出 归结(jie2)出 违背(bei4) 体系(xi4)
这一(yi4)期 下一(yi4)期 上一(yi4)期 每一(yi4)期 妻儿(er2) 孙儿(er2) 产儿(er2) 血儿(er2) 能儿(er2) 视为(wei2)儿(er2)戏 儿(er2)戏
 褪(tui4)色(se4)
得(dei3)是 得(dei3)先 觉得(de5) 记得(de5) 懂得(de5) 显得(de5) 舍得(de5) 省得(de5) 免得(de5) 值得(de5) 获得 取得 难得 心得 求得 赢得
行(hang2)距 换行(hang2) 月没(mei2)有 不重(chong2)复 新正(zheng4)式 新正(zheng4)文 量(liang2)出来 商量(liang5) 调(tiao2)不成 给(ji3)水管
身子干(gan4) 起来干(gan4) 一起干(gan4) 加油干(gan4) 埋头干(gan4) 带头干(gan4) 跟着干(gan4)
重(chong2)归 盛(cheng2)了 社种(zhong4)的 户种(zhong4)的 家种(zhong4)的 们种(zhong4)的 新种(zhong4)的
户数(shu3)着 弹(tan2)着 还(huan2)了书 还(huan2)了钱 还(huan2)了一

浒(xu3)墅(shu4)关 浒(xu3)关 弄(long4)堂 里弄(long4) 阳澄(cheng2)湖 澄(cheng2)湖 相(xiang4)城 互相(xiang1)城

知识(shi5) 认识(shi5) 见识(shi5) 告诉(su5) 喜欢(huan5) 眼睛(jing5) 亲戚(qi5) 规矩(ju5) 师傅(fu5) 丈夫(fu5) 大(dai4)夫(fu5)
工夫(fu5) 功夫(fu5) 姐夫(fu5) 妹夫(fu5) 消息(xi5) 出息(xi5)
姑娘(niang5) 大娘(niang5) 老板娘(niang5) 老大娘(niang5) 收拾(shi5) 任务(wu5) 耳朵(duo5) 清楚(chu5) 苦楚(chu3) 招呼(hu5)
暖和(huo5) 暖乎(hu5) 关系(xi5) 王大爷(ye5) 老大爷(ye5) 大爷(ye5) 老爷(ye5) 适宜(yi2) 事宜(yi2)
钥匙(shi5) 葡萄(tao5) 萝卜(bo5) 豆腐(fu5) 糊涂(tu5) 抽屉(ti5) 咳(ke2)嗽(sou5) 尾巴(ba5) 嘴巴(ba5) 下巴(ba5) 结(jie1)巴(ba5)
哑巴(ba5) 胳膊(bo5) 木匠(jiang5) 石匠(jiang5) 瓦匠(jiang5) 漆匠(jiang5) 铁匠(jiang5) 庄稼(jia5) 吩咐(fu5) 嘱咐(fu5)

英雄(xiong2) 雄(xiong2) 熊(xiong2) 兄(xiong1) 胸(xiong1) 凶(xiong1) 匈(xiong1) 汹(xiong1) 穷(qiong2) 琼(qiong2) 穹(qiong2) 邛(qiong2)
茕(qiong2) 窘(jiong3) 炯(jiong3) 迥(jiong3) 扃(jiong1)
"""

ALONE: Final = """
教(jiao1) 咳(ke2) 挣(zheng4) 剥(bao1) 嚼(jiao2) 虹(hong2) 熟(shu2) 务(wu4) 晨(chen2) 敞(chang3) 酬(chou2) 楚(chu3) 朵(duo3)
夫(fu1) 傅(fu4) 欢(huan1) 缉(ji1) 辑(ji2)
匠(jiang4) 睛(jing1) 矩(ju3) 狸(li2) 伶(ling2) 拇(mu3) 娘(niang2) 篷(peng2) 泼(po1) 戚(qi1) 鹊(que4) 拾(shi2) 识(shi2) 诉(su4)
屉(ti4) 涂(tu2) 驼(tuo2) 枉(wang3)
伍(wu3) 息(xi1) 仙(xian1) 淆(xiao2) 宜(yi2) 蝇(ying2) 蔗(zhe4) 帚(zhou3) 缀(zhui4) 爷(ye2) 扮(ban4) 巴(ba1) 笆(ba1) 膊(bo2)
菇(gu1) 袱(fu2) 甫(fu3) 咐(fu4) 唬(hu3)
稼(jia4) 贾(jia3) 矫(jiao3) 稽(ji1) 溺(ni4) 疟(nve4) 颇(po1) 漂(piao1) 掺(chan1) 迹(ji4) 绩(ji4) 蓼(liao3) 葺(qi4) 罢(ba4)
咕(gu1) 肋(lei4) 撸(lu1) 猬(wei4) 饨(tun2) 鹑(chun2)
蚣(gong1) 蟆(ma2) 铛(dang1) 锃(zeng4) 捋(lv3) 乎(hu1) 糊(hu2) 嗽(sou4) 坊(fang1) 枸(gou3) 臊(sao1) 蹊(xi1) 裨(bi4) 澄(cheng2)
"""
