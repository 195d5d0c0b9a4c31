/** What a word of another language stands for in the English sentence a concept is staged with. */
export type GlossRole = 'who' | 'verb' | 'what' | 'where' | 'when' | 'how' | 'idea' | 'sell';

/**
 * Words of stories in Spanish, Portuguese, Italian, French, German, Russian, Arabic, Hindi, Japanese, Chinese and Korean.
 * role english: forms. A form that ends in `*` is the beginning of a word; scripts without spaces are found anywhere.
 */
const LINES = `
who robot: robot* روبوت ロボット 机器人 機器人 робот* रोबोट 로봇
who cat: gat[oa]* chat chatte katze* gatto قطة قط 猫 ねこ кот кошк* बिल्ली 고양이
who dog: perr[oa]* cachorr* chien* hund hunde cane كلب 犬 狗 собак* कुत्ता 강아지
who horse: caballo* cavalo* cheval chevaux pferd* cavallo حصان 馬 马 лошад* घोड़ा 말이
who wolf: lobo* loup* wolf wölfe lupo ذئب 狼 волк* भेड़िया 늑대
who fox: zorr* raposa* renard* fuchs füchs* volpe ثعلب 狐 キツネ きつね лис* लोमड़ी 여우
who bear: oso osos urso* ours bär bären orso دب 熊 медвед* भालू 곰이
who lion: le[oó]n leones leão löwe* lion leone أسد ライオン 狮子 лев हाथीशेर 사자
who elephant: elefant* éléphant* فيل 象 ゾウ слон* हाथी 코끼리
who whale: ballena* baleia* baleine* wal wale balena حوت 鯨 クジラ 鲸 кит 고래
who eagle: águila* aguila* águia* aigle* adler aquila نسر نسور عقاب 鷲 鹰 鷹 орёл орел* орл* चील बाज़ 독수리
who owl: búho* buho* lechuza* coruja* hibou* chouette* eule* gufo بومة 梟 フクロウ ふくろう 猫头鹰 貓頭鷹 сова совы उल्लू 올빼미 부엉이
who bird: p[aá]jaro* ave pássaro* oiseau* vogel vögel uccell* طائر عصفور 鳥 鸟 птиц* पक्षी चिड़िया 새가
who fish: pez peces peixe* poisson* fisch fische pesce سمكة أسماك 魚 鱼 рыб* मछली 물고기
who butterfly: mariposa* borboleta* papillon* schmetterling* farfall* فراشة 蝶 蝴蝶 бабочк* तितली 나비
who dragon: drag[oó]n* dragão drache* drago تنين 竜 龍 龙 дракон* 용이
who samurai: samur[aá]i* samouraï* ساموراي 侍 サムライ 武士 самурай*
who blacksmith: herrero* ferreiro forgeron* schmied* fabbro حداد 鍛冶屋 铁匠 鐵匠 кузнец* लोहार 대장장이
who fisherman: pescador* pêcheur* fischer pescatore صياد 漁師 渔夫 漁夫 рыбак* मछुआरा 어부
who farmer: campesin* agricultor* fermier* paysan* bauer contadin* مزارع فلاح 農夫 農民 农民 фермер* किसान 농부
who baker: panader* padeiro* boulang* bäcker* fornai* خباز パン職人 面包师 пекар*
who chef: cociner* cozinheir* cuisinier* koch köchin cuoco طباخ 料理人 シェフ 厨师 повар* रसोइया 요리사
who painter: pintor* peintre* maler* pittore رسام 画家 художник* चित्रकार 화가
who musician: músic[oa] musicien* musiker* musicista موسيقي عازف 音楽家 音乐家 музыкант* संगीतकार 음악가
who dancer: bailar[ií]n* bailaora* dançarin* danseu* tänzer* ballerin* راقصة راقص 踊り子 ダンサー 舞者 танцовщиц* नर्तकी 무용수
who doctor: m[eé]dic[oa] médecin* arzt ärztin dottor* طبيب 医者 医生 врач* डॉक्टर 의사
who teacher: maestr[oa] profesor* professor* enseignant* lehrer* insegnante معلم معلمة 先生 教師 老师 учител* शिक्षक 선생님
who soldier: soldad* soldat* soldato جندي 兵士 士兵 солдат* सैनिक 군인
who astronaut: astronaut* cosmonaut* رائد_فضاء 宇宙飛行士 宇航员 космонавт* 우주비행사
who king: rey reis? könig roi re ملك 王様 国王 корол* राजा 왕이
who queen: reina rainha reine königin regina ملكة 女王 королев* रानी 여왕
who princess: princesa* princesse* prinzessin* principessa أميرة 王女 姫 公主 принцесс* राजकुमारी 공주
who witch: bruja* bruxa* sorcière* hexe* strega ساحرة 魔女 女巫 ведьм* 마녀
who ghost: fantasma* fantôme* gespenst* geist شبح 幽霊 鬼魂 призрак* भूत 유령
who grandmother: abuela* avó grand-mère großmutter oma nonna جدة جدتي おばあさん 祖母 奶奶 бабушк* दादी नानी 할머니
who grandfather: abuelo* avô grand-père großvater opa nonno جد جدي おじいさん 祖父 爷爷 дедушк* दादा 할아버지
who mother: madre mãe mère mutter mamma أم أمي 母 母亲 妈妈 мать мам* माँ 어머니 엄마
who father: padre pai père vater papà أب أبي 父 父亲 爸爸 отец отц* पिता 아버지 아빠
who old woman: anciana* vieja* velha* vieille alte_frau vecchia عجوزة امرأة_عجوز 老婆 老女 老太太 старуш* बूढ़ी
who old man: anciano* viejo* velho vieil vieux alter alten vecchio عجوز شيخ 老人 老爷爷 старик* बूढ़ा 노인
who girl: niña* chica* menina* fille fillette mädchen ragazza bambina فتاة بنت طفلة 少女 女の子 女孩 девочк* девушк* लड़की 소녀
who boy: niño* chico* menino* garçon* junge ragazzo bambino ولد صبي 少年 男の子 男孩 мальчик* लड़का 소년
who child: criança* enfant* kind kinder barn dziecko çocuk طفل 子供 子ども 孩子 ребен* ребён* дет* बच्चा बच्चे 아이
who woman: mujer* mulher* femme* frau donna امرأة سيدة 女性 女人 женщин* महिला औरत स्त्री 여자
who man: hombre* homem homme* mann uomo رجل 男性 男人 мужчин* आदमी पुरुष 남자
who friends: amig[oa]s amis freunde amici أصدقاء 友達 朋友 друзь* दोस्त 친구
who family: familia* famille* familie* famiglia عائلة أسرة 家族 家庭 семь* परिवार 가족
who traveller: viajer* viajante* voyageur* reisend* viaggiator* مسافر 旅人 旅行者 путешественник* यात्री 여행자
who people: gente pessoas gens menschen leute ناس الناس 人々 人们 люд* लोग 사람들
sell commercial: anuncio* lanzamiento* publicidad* anúncio* lançamento* publicité* lancement* werbung werbespot* markteinführung pubblicità spot إعلان إطلاق 広告 発売 CM 广告 发布 реклам* विज्ञापन 광고
what perfume: perfume* parfum* profumo عطر 香水 духи इत्र 향수
what shoes: zapat* sapato* chaussure* schuh* scarpe حذاء 靴 鞋 обувь кроссовк* जूते 신발
what car: coche* carro* voiture* auto automobile سيارة 自動車 汽车 автомобил* машин* कार 자동차
what phone: teléfono* telefone* téléphone* handy telefono هاتف スマホ 手机 телефон* फ़ोन 휴대폰
what coffee machine: cafetera* cafeteira* cafetière* kaffeemaschine*
what sword: espada* épée* schwert* spada سيف 剣 刀 剑 меч* तलवार 검을
what ship: barco* navio* bateau* schiff* nave سفينة 船 корабл* जहाज 배가
what boat: bote barca* قارب 小舟 лодк* नाव
what house: casa* maison* haus بيت منزل 家を 房子 дом घर 집을
what letter: carta* lettre* brief lettera رسالة 手紙 信件 письм* चिट्ठी पत्र 편지
what book: libro* livro* livre* buch bücher كتاب 本を 书 книг* किताब 책을
what kite: cometa* pipa cerf-volant drachen aquilone طائرة_ورقية 凧 风筝 змея पतंग 연을
what lantern: linterna* farol* lanterne* laterne* lanterna فانوس 提灯 灯笼 фонар* लालटेन 등불
what bread: pan pão pain brot pane خبز パンを 面包 хлеб रोटी 빵을
what net: red redes filet* netz* rete شبكة شباك شباكه 網 渔网 сеть जाल 그물
what flower: flor flores fleur* blume* fiore fiori زهرة وردة 花 цвет* फूल 꽃을
what tree: árbol* árvore* arbre* baum bäume albero شجرة 木を 树 дерев* पेड़ 나무
what clock: reloj* relógio* horloge* uhr orologio ساعة 時計 时钟 час[ыо]* घड़ी 시계
what guitar: guitarra* guitare* gitarre* chitarra جيتار ギター 吉他 гитар* 기타
what piano: piano klavier pianoforte بيانو ピアノ 钢琴 пианино 피아노
what bicycle: bicicleta* vélo fahrrad bicicletta دراجة 自転車 自行车 велосипед* साइकिल 자전거
what moon: luna lua lune mond قمر القمر 月を 月亮 луну луна चाँद चांद 달을
what star: estrella* estrela* étoile* stern sterne stella نجمة نجوم 星を 星星 звезд* तारा 별을
verb tends: cuida* soigne* pflegt يعتني 世話 照顾 ухажива* 돌보
verb forges: forja* forge forgent schmiedet forgia يصنع سيفا 鍛え 锻造 кует куёт
verb builds: constru* construi* baut bauen costruisc* يبني 建て 建造 作る 造る строит बनाता बनाती 짓는
verb repairs: repara* répare* repariert يصلح 修理 直す 修补 чинит मरम्मत 고치
verb searches for: busca* cherche* sucht procura* cerca يبحث 探す 探し 寻找 ищет खोजता खोजती 찾는
verb finds: encuentra* trouve* findet trova يجد 見つけ 找到 发现 находит पाता
verb walks through: camina* marche* geht spaziert passeggia anda يمشي يسير 歩く 歩いて 歩き 走在 散步 идет идёт гуляет चलता 걷는 걸어
verb runs through: corre* court rennt läuft يركض 走る 奔跑 бежит दौड़ता दौड़ती 달리
verb dances: baila* danza* dança* danse* tanzt balla يرقص ترقص 踊る 踊り 跳舞 танцует नाचता नाचती 춤추
verb sings: canta* chante* singt يغني تغني 歌う 歌い 唱歌 поет поёт गाता गाती 노래
verb plays: toca joue spielt suona يعزف 弾く 演奏 弹奏 играет बजाता 연주
verb flies: vuela* voa vole fliegt vola يطير 飛ぶ 飛び 飞 летит летает उड़ता उड़ाता उड़ती 나는
verb paints: pinta* peint* malt dipinge يرسم 描く 画画 рисует
verb writes: escribe* escreve* écrit schreibt scrive يكتب تكتب 書く 写信 пишет लिखता लिखती 쓰는
verb reads: lee lê lit liest legge يقرأ تقرأ 読む 读书 читает पढ़ता पढ़ती 읽는
verb cooks: cocina* cozinha* cuisine kocht cucina يطبخ 料理する 做饭 готовит
verb sleeps: duerme* dorme dort schläft ينام 眠る 寝る 睡觉 спит सोता 자는
verb waits: espera* attend wartet aspetta ينتظر 待つ 待って 等待 ждет ждёт इंतज़ार 기다리
verb watches: mira* observa* regarde* beobachtet guarda يشاهد 見る 見つめ 看着 смотрит देखता देखती 바라보
verb fights: lucha* luta* combat* kämpft combatte يقاتل يحارب 戦う 战斗 сражается लड़ता 싸우
verb sails: navega* navigue segelt naviga يبحر 航海 航行 плывет плывёт
where garden: jardín jardim jardin garten giardino حديقة 庭 花园 сад бағ बगीचा 정원
where forest: bosque* floresta* forêt* wald wälder foresta غابة 森 森林 лес* जंगल 숲
where desert: desierto* deserto* désert* wüste* صحراء الصحراء 砂漠 沙漠 пустын* रेगिस्तान 사막
where sea: mar mer meer mare بحر البحر 海 大海 море мор[ея] समुद्र 바다
where beach: playa* praia* plage* strand spiaggia شاطئ 浜辺 海滩 пляж* किनारे 해변
where mountain: montaña* montanha* montagne* berg berge montagna جبل الجبل 山 гор[аыу] पहाड़ 산에
where river: río* rio rivière* fluss fiume نهر النهر 川 河 рек[аиеу] नदी 강
where lake: lago* lac see بحيرة 湖 озер* झील 호수
where city: ciudad* cidade* ville* stadt città مدينة المدينة 街 都市 城市 город* शहर 도시
where street: calle* rua rue straße strasse strada شارع 通り 街道 улиц* सड़क 거리
where village: pueblo* aldeia* village* dorf villaggio قرية 村 村庄 деревн* गाँव गांव 마을
where kitchen: cocina cozinha küche cucina مطبخ 台所 厨房 кухн* रसोई 부엌
where workshop: taller* oficina atelier* werkstatt officina ورشة 工房 作坊 мастерск*
where forge: fragua* forja herrería forge schmiede fucina 鍛冶場 кузниц*
where market: mercado* marché* markt mercato سوق 市場 市场 рынок рынк* बाज़ार बाजार 시장
where school: escuela* escola* école* schule* scuola مدرسة 学校 школ* स्कूल विद्यालय 학교
where library: biblioteca* bibliothèque* bibliothek* مكتبة 図書館 图书馆 библиотек* पुस्तकालय 도서관
where castle: castillo* castelo* château* schloss burg castello قلعة قصر お城 城堡 замок замк* किला 성에
where temple: templo* temple* tempel tempio معبد 寺 神社 寺庙 храм* मंदिर 사원
where train station: estación* estação* gare bahnhof stazione محطة 駅 车站 вокзал* स्टेशन 역에서
where harbour: puerto* porto port hafen ميناء 港 港口 порт* 항구
where island: isla* ilha* île* insel isola جزيرة 島 岛 остров* द्वीप 섬
where field: campo* champ* feld felder حقل 畑 野原 田野 пол[ея] खेत 들판
where space: espacio* espaço espace weltraum weltall spazio فضاء الفضاء 宇宙 太空 космос* अंतरिक्ष 우주
where Mars: marte mars المريخ 火星 марс* मंगल 화성
where reef: arrecife* recife* récif* korallenriff مرجان الشعاب サンゴ 珊瑚 риф*
where Paris: parís paris parigi باريس パリ 巴黎 париж*
where Tokyo: tokio tokyo tóquio طوكيو 東京 东京 токио 도쿄
where London: londres london londra لندن ロンドン 伦敦 лондон*
where rooftop: azotea tejado* toit* dach tetto سطح 屋上 屋顶 крыш* छत 옥상
where cafe: café* cafetería* kaffeehaus مقهى カフェ 喫茶店 咖啡馆 кафе 카페
where stage: escenario* palco scène bühne palcoscenico مسرح 舞台 сцен[аеы] मंच 무대
when at night: noche* noite* nuit* nacht nachts notte ليل الليل ليلا 夜 晚上 夜晚 ночь ночью ноч* रात 밤
when at dawn: amanecer* alba aube amanhecer morgengrauen sonnenaufgang فجر الفجر 夜明け 黎明 рассвет* भोर सुबह 새벽
when at sunset: atardecer* ocaso coucher sonnenuntergang tramonto غروب الغروب 夕日 夕暮れ 日落 закат* शाम सूर्यास्त 노을
when in the morning: mañana* manhã matin* morgen morgens mattina صباح 朝 早晨 утр[оа]* 아침
how in the rain: lluvia* chuva* pluie* regen pioggia مطر المطر 雨 дожд* बारिश 비가 비를
how in the snow: nieve* neve neige* schnee ثلج الثلج 雪 снег* बर्फ़ बर्फ 눈이 눈을
how in a storm: tormenta* tempestade* tempête* sturm tempesta عاصفة 嵐 暴风雨 бур[яию] तूफ़ान तूफान 폭풍
how in the fog: niebla* névoa brouillard* nebel nebbia ضباب 霧 雾 туман* कोहरा 안개
idea love: amor amour liebe amore حب الحب 愛 爱 愛情 любовь प्यार प्रेम 사랑
idea freedom: libertad liberdade liberté freiheit libertà حرية الحرية 自由 свобод* आज़ादी 자유
idea hope: esperanza esperança espoir hoffnung speranza أمل 希望 надежд* आशा 희망
idea peace: paz paix frieden pace سلام 平和 和平 мир शांति 평화
idea war: guerra guerre krieg حرب 戦争 战争 войн* युद्ध 전쟁
idea friendship: amistad amizade amitié freundschaft amicizia صداقة 友情 友谊 дружб* दोस्ती 우정
idea time: tiempo tempo temps zeit زمن الزمن 時間 时间 врем* समय 시간
idea memory: memoria memória mémoire erinnerung ذاكرة 記憶 记忆 памят* स्मृति यादें 기억
idea music: música musique musik musica موسيقى 音楽 音乐 музык* संगीत 음악
idea loneliness: soledad solidão solitude einsamkeit solitudine وحدة 孤独 одиночеств* अकेलापन 외로움
idea dream: sueño* sonho* rêve* traum träume sogno حلم أحلام 夢 梦 мечт* सपना 꿈
idea coffee: kaffee caffè قهوة コーヒー 咖啡 кофе कॉफ़ी 커피
idea ballet: ballet балет باليه バレエ 芭蕾 발레
idea christmas: navidad natal noël weihnachten natale クリスマス 圣诞 рождеств*`;

/** Scripts that put no spaces between words, or hang prefixes on them. */
const GLUED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Hangul}\p{Script=Arabic}]/u;

interface Entry {
  role: GlossRole;
  english: string;
  pattern: RegExp;
}

function patternOf(written: string): string {
  const form = written.replaceAll('_', '\\s+');
  if (GLUED.test(form)) {
    // Arabic words may carry `and`, `in`, `for` and the article in front.
    return /\p{Script=Arabic}/u.test(form) ? `(?<!\\p{L})(?:[وفبكل]?(?:ال)?|لل)${form}(?!\\p{L})` : form;
  }
  return form.endsWith('*')
    ? `(?<![\\p{L}\\p{M}])${form.slice(0, -1)}[\\p{L}\\p{M}]*`
    : `(?<![\\p{L}\\p{M}])${form}(?![\\p{L}\\p{M}])`;
}

let entries: Entry[] | undefined;
function glossary(): readonly Entry[] {
  entries ??= LINES.trim()
    .split('\n')
    .map((line): Entry => {
      const [head, forms] = line.split(': ') as [string, string];
      const [role, ...english] = head.split(' ') as [GlossRole, ...string[]];
      const pattern = new RegExp(forms.normalize('NFC').split(' ').map(patternOf).join('|'), 'iu');
      return { role, english: english.join(' '), pattern };
    });
  return entries;
}

/** One word that was recognised. */
export interface Gloss {
  role: GlossRole;
  english: string;
  /** As it stands in the text. */
  own: string;
  position: number;
}

/** All words of a text that the glossary knows, in the order they stand; of words within words the longer one. */
export function glossesOf(text: string): Gloss[] {
  const kept: Gloss[] = [];
  const found = glossary().flatMap(({ role, english, pattern }): Gloss[] => {
    const match = pattern.exec(text);
    return match ? [{ role, english, own: match[0], position: match.index }] : [];
  });
  const end = ({ position, own }: Gloss): number => position + own.length;
  for (const gloss of found.sort((one, other) => other.own.length - one.own.length)) {
    if (!kept.some((other) => gloss.position < end(other) && other.position < end(gloss))) kept.push(gloss);
  }
  return kept.sort((one, other) => one.position - other.position);
}
