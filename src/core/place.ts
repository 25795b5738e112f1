/** What people write for a time zone that is not its name: cities and countries in either language, abbreviations, offsets. */

const american = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles'];
const eastern = ['America/New_York', 'America/Toronto', 'America/Jamaica'];
const central = ['America/Chicago', 'America/Mexico_City', 'America/Winnipeg'];
const mountain = ['America/Denver', 'America/Phoenix', 'America/Edmonton'];
const pacific = ['America/Los_Angeles', 'America/Vancouver', 'America/Tijuana'];
const middle = ['Europe/Berlin', 'Europe/Paris', 'Europe/Madrid'];
const eastwards = ['Europe/Helsinki', 'Europe/Kyiv', 'Europe/Athens'];
const australian = ['Australia/Sydney', 'Australia/Melbourne', 'Australia/Brisbane'];

/**
 * Zones by what stands for them, the likeliest first. One alone is meant by it; several are asked back. Abbreviations are
 * those of the zones' own rules in IANA's files (`northamerica`, `europe`, `asia`, `australasia`).
 */
const known: Readonly<Record<string, readonly string[]>> = {
  'kst korea southkorea rok busan 한국 대한민국 서울 부산 우리나라': ['Asia/Seoul'],
  'jst japan osaka 일본 도쿄 동경 오사카': ['Asia/Tokyo'],
  'utc gmt zulu 세계협정시 그리니치': ['UTC'],
  'china beijing shenzhen 중국 베이징 북경 상하이 상해 선전': ['Asia/Shanghai'],
  'hkt 홍콩': ['Asia/Hong_Kong'],
  'sgt 싱가포르 싱가폴': ['Asia/Singapore'],
  'taiwan 대만 타이완 타이베이': ['Asia/Taipei'],
  'thailand 태국 방콕': ['Asia/Bangkok'],
  'vietnam hanoi saigon 베트남 하노이 호치민 호찌민': ['Asia/Ho_Chi_Minh'],
  'philippines 필리핀 마닐라': ['Asia/Manila'],
  'wib indonesia 인도네시아 자카르타': ['Asia/Jakarta'],
  'india delhi newdelhi mumbai bangalore bengaluru 인도 델리 뭄바이 벵갈루루': ['Asia/Kolkata'],
  'uae 두바이 아랍에미리트': ['Asia/Dubai'],
  'israel telaviv 이스라엘': ['Asia/Jerusalem'],
  'turkey turkiye 튀르키예 터키 이스탄불': ['Europe/Istanbul'],
  'uk england britain unitedkingdom 영국 런던': ['Europe/London'],
  'germany munich frankfurt hamburg 독일 베를린 뮌헨 프랑크푸르트': ['Europe/Berlin'],
  'france 프랑스 파리': ['Europe/Paris'],
  'netherlands holland 네덜란드 암스테르담': ['Europe/Amsterdam'],
  'spain barcelona 스페인 마드리드': ['Europe/Madrid'],
  'italy milan 이탈리아 로마 밀라노': ['Europe/Rome'],
  'switzerland geneva 스위스 취리히': ['Europe/Zurich'],
  'poland krakow 폴란드 바르샤바': ['Europe/Warsaw'],
  'sweden 스웨덴 스톡홀름': ['Europe/Stockholm'],
  'msk 모스크바': ['Europe/Moscow'],
  'newyorkcity nyc boston washington washingtondc miami atlanta 뉴욕 보스턴 워싱턴': ['America/New_York'],
  'dallas houston austin texas 시카고 댈러스 텍사스': ['America/Chicago'],
  'la california sanfrancisco sf seattle siliconvalley bayarea 로스앤젤레스 엘에이 캘리포니아 샌프란시스코 시애틀 실리콘밸리':
    ['America/Los_Angeles'],
  토론토: ['America/Toronto'],
  밴쿠버: ['America/Vancouver'],
  'hawaii hst 하와이': ['Pacific/Honolulu'],
  시드니: ['Australia/Sydney'],
  멜버른: ['Australia/Melbourne'],
  'newzealand nzst nzdt 뉴질랜드 오클랜드': ['Pacific/Auckland'],
  'brt brazil 브라질 상파울루': ['America/Sao_Paulo'],
  'us usa america unitedstates 미국': american,
  'est edt et eastern': eastern,
  'cdt ct central': central,
  'mst mdt mt mountain': mountain,
  'pst pdt pt pacific': pacific,
  cst: ['America/Chicago', 'Asia/Shanghai', 'Asia/Taipei'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  bst: ['Europe/London', 'Asia/Dhaka'],
  'wet west': ['Europe/Lisbon'],
  'cet cest met 유럽 europe': middle,
  'eet eest': eastwards,
  'aest aedt aet australia 호주': australian,
  'acst acdt': ['Australia/Adelaide', 'Australia/Darwin'],
  awst: ['Australia/Perth'],
  'akst akdt': ['America/Anchorage'],
  'ast adt': ['America/Halifax', 'America/Puerto_Rico'],
  'nst ndt': ['America/St_Johns'],
  'sast southafrica 남아공 남아프리카': ['Africa/Johannesburg'],
  'canada 캐나다': ['America/Toronto', 'America/Vancouver', 'America/Edmonton'],
  'russia 러시아': ['Europe/Moscow', 'Asia/Vladivostok'],
};

const byName = new Map(
  Object.entries(known).flatMap(([names, zones]) => names.split(' ').map((name) => [name, zones] as const)),
);

/** A name without what only says that it is one: 서울 시간, `Korea Standard Time`, `KST (UTC+9)`. */
const bare = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/\(.*\)/g, '')
    .replace(/[^a-z0-9가-힣+]/g, '')
    .replace(/(?:시간대|표준시|시간|timezone|standardtime|daylighttime|time)(?:으?로)?$/, '');

/** Zones that a name other than their own stands for, the likeliest first; none where it stands for none. */
export const placesOf = (typed: string): readonly string[] => byName.get(bare(typed)) ?? [];

/** Large places by how many minutes their winter is ahead of UTC. */
const byOffset: Readonly<Record<number, readonly string[]>> = {
  [-600]: ['Pacific/Honolulu'],
  [-540]: ['America/Anchorage'],
  [-480]: pacific,
  [-420]: mountain,
  [-360]: central,
  [-300]: eastern,
  [-240]: ['America/Halifax', 'America/Santiago'],
  [-180]: ['America/Sao_Paulo', 'America/Montevideo'],
  0: ['UTC', 'Europe/London', 'Europe/Lisbon'],
  60: middle,
  120: eastwards,
  180: ['Europe/Moscow', 'Europe/Istanbul', 'Asia/Riyadh'],
  240: ['Asia/Dubai'],
  300: ['Asia/Karachi', 'Asia/Tashkent'],
  330: ['Asia/Kolkata'],
  360: ['Asia/Dhaka'],
  420: ['Asia/Bangkok', 'Asia/Ho_Chi_Minh', 'Asia/Jakarta'],
  480: ['Asia/Shanghai', 'Asia/Singapore', 'Asia/Taipei'],
  540: ['Asia/Seoul', 'Asia/Tokyo'],
  570: ['Australia/Adelaide', 'Australia/Darwin'],
  600: australian,
  720: ['Pacific/Auckland'],
};

/** Zones of an offset: `UTC+9`, `GMT-5`, `+09:00`. */
export function placesAt(typed: string): readonly string[] {
  const [, sign, hours, minutes = '0'] =
    /^\s*(?:utc|gmt)?\s*([+−-])\s*(\d{1,2})(?::?(\d{2}))?\s*$/i.exec(typed) ?? [];
  if (sign === undefined) return [];
  const offset = Number(hours) * 60 + Number(minutes);
  return byOffset[sign === '+' ? offset : -offset] ?? [];
}

/** Every zone that something stands for. */
export const places: readonly string[] = [...Object.values(known), ...Object.values(byOffset)].flat();
