import { cities, type City } from "./cities.ts";

type Line = readonly [string, string, string, number, number, string, string, string, string];

// Cities of languages that the table of sixty does not speak: with a locale they are wanted, without one they are not.
// prettier-ignore
const farther: readonly Line[] = [
  ["AM", "Երևան", "Asia/Yerevan", 40.1872, 44.5152, "00##", "+374 91 ######", "AMD", "hy_AM"],
  ["AZ", "Bakı", "Asia/Baku", 40.4093, 49.8671, "AZ10##", "+994 50 ### ## ##", "AZN", "az_AZ"],
  ["BD", "ঢাকা", "Asia/Dhaka", 23.8103, 90.4125, "12##", "+880 1711 ######", "BDT", "bn_BD"],
  ["CN", "北京市", "Asia/Shanghai", 39.9042, 116.4074, "1000##", "+86 138 #### ####", "CNY", "zh_CN"],
  ["CN", "上海市", "Asia/Shanghai", 31.2304, 121.4737, "2000##", "+86 139 #### ####", "CNY", "zh_CN"],
  ["CN", "成都市", "Asia/Shanghai", 30.5728, 104.0668, "6100##", "+86 136 #### ####", "CNY", "zh_CN"],
  ["GE", "თბილისი", "Asia/Tbilisi", 41.7151, 44.8271, "01##", "+995 555 ## ## ##", "GEL", "ka_GE"],
  ["GH", "Accra", "Africa/Accra", 5.6037, -0.187, "GA###", "+233 24 ### ####", "GHS", "en_GH"],
  ["HK", "Hong Kong", "Asia/Hong_Kong", 22.3193, 114.1694, "", "+852 5### ####", "HKD", "en_HK"],
  ["HR", "Zagreb", "Europe/Zagreb", 45.815, 15.9819, "100##", "+385 91 ### ####", "EUR", "hr_HR"],
  ["IQ", "هەولێر", "Asia/Baghdad", 36.1911, 44.0092, "440##", "+964 750 ### ####", "IQD", "ku_IQ"],
  ["IR", "تهران", "Asia/Tehran", 35.6892, 51.389, "11########", "+98 912 ### ####", "IRR", "fa_IR"],
  ["LU", "Luxembourg", "Europe/Luxembourg", 49.6116, 6.1319, "1###", "+352 621 ### ###", "EUR", "fr_LU"],
  ["LV", "Rīga", "Europe/Riga", 56.9496, 24.1052, "LV-10##", "+371 2# ### ###", "EUR", "lv_LV"],
  ["MD", "Chișinău", "Europe/Chisinau", 47.0105, 28.8638, "MD-20##", "+373 69 ######", "MDL", "ro_MD"],
  ["MK", "Скопје", "Europe/Skopje", 41.9981, 21.4254, "10##", "+389 70 ### ###", "MKD", "mk_MK"],
  ["MN", "Улаанбаатар", "Asia/Ulaanbaatar", 47.8864, 106.9057, "142##", "+976 99## ####", "MNT", "mn_MN"],
  ["NP", "काठमाडौँ", "Asia/Kathmandu", 27.7172, 85.324, "446##", "+977 984 #######", "NPR", "ne_NP"],
  ["PK", "کراچی", "Asia/Karachi", 24.8607, 67.0011, "74###", "+92 300 #######", "PKR", "ur_PK"],
  ["RS", "Beograd", "Europe/Belgrade", 44.7866, 20.4489, "110##", "+381 64 #######", "RSD", "sr_RS"],
  ["RU", "Москва", "Europe/Moscow", 55.7558, 37.6173, "101###", "+7 916 ###-##-##", "RUB", "ru_RU"],
  ["RU", "Санкт-Петербург", "Europe/Moscow", 59.9311, 30.3609, "190###", "+7 921 ###-##-##", "RUB", "ru_RU"],
  ["RU", "Казань", "Europe/Moscow", 55.7961, 49.1064, "420###", "+7 917 ###-##-##", "RUB", "ru_RU"],
  ["SI", "Ljubljana", "Europe/Ljubljana", 46.0569, 14.5058, "10##", "+386 40 ### ###", "EUR", "sl_SI"],
  ["SK", "Bratislava", "Europe/Bratislava", 48.1486, 17.1077, "811 0#", "+421 905 ### ###", "EUR", "sk_SK"],
  ["SN", "Dakar", "Africa/Dakar", 14.7167, -17.4677, "1####", "+221 77 ### ## ##", "XOF", "fr_SN"],
  ["TW", "臺北市", "Asia/Taipei", 25.033, 121.5654, "10###", "+886 912 ### ###", "TWD", "zh_TW"],
  ["UA", "Київ", "Europe/Kyiv", 50.4501, 30.5234, "010##", "+380 67 ### ## ##", "UAH", "uk_UA"],
  ["UA", "Львів", "Europe/Kyiv", 49.8397, 24.0297, "790##", "+380 63 ### ## ##", "UAH", "uk_UA"],
  ["UZ", "Toshkent", "Asia/Tashkent", 41.2995, 69.2401, "1000##", "+998 90 ### ## ##", "UZS", "uz_UZ"],
];

/** What a city or region of the table is called by those who live there, where that differs. */
// prettier-ignore
const ownNames: Readonly<Record<string, string>> = {
  Munich: "München", Cologne: "Köln", Bavaria: "Bayern", "North Rhine-Westphalia": "Nordrhein-Westfalen",
  Zurich: "Zürich", Vienna: "Wien", Rome: "Roma", Milan: "Milano", Turin: "Torino", Lombardy: "Lombardia", Piedmont: "Piemonte",
  "Community of Madrid": "Comunidad de Madrid", Catalonia: "Cataluña", "Valencian Community": "Comunidad Valenciana",
  "North Holland": "Noord-Holland", Ghent: "Gent", Flanders: "Vlaanderen", Lisbon: "Lisboa", Copenhagen: "København",
  "Capital Region": "Region Hovedstaden", "Stockholm County": "Stockholms län", Warsaw: "Warszawa", Krakow: "Kraków",
  Masovia: "Mazowieckie", "Lesser Poland": "Małopolskie", Prague: "Praha", Athens: "Αθήνα", Attica: "Αττική",
  Bucharest: "București", Istanbul: "İstanbul", "Tel Aviv": "תל אביב-יפו", "Tel Aviv District": "מחוז תל אביב",
  Cairo: "القاهرة", Dubai: "دبي", Bangkok: "กรุงเทพมหานคร", Hanoi: "Hà Nội", Tokyo: "東京", Osaka: "大阪", Seoul: "서울",
  "Mexico City": "Ciudad de México",
};
/** French is spoken here too. */
const inFrench: Readonly<Record<string, string>> = {
  Geneva: "Genève",
  Zurich: "Zurich",
  Montreal: "Montréal",
  Quebec: "Québec",
  Ghent: "Gand",
  Flanders: "Flandre",
};

/** The cities of a locale such as `de` or `fr_CA`, with the names they and their country have in its language. */
export function citiesIn(locale: string): readonly City[] {
  const { language, region } = new Intl.Locale(locale.split("_").slice(0, 2).join("-")).maximize();
  const near = cities.filter(({ code }) => code === region);
  const found = near.length > 0 ? near : farther.map(cityOf).filter(({ code }) => code === region);
  const speaking = found.filter((city) => city.locale.startsWith(`${language}_`));
  const spoken = language === "fr" ? { ...ownNames, ...inFrench } : ownNames;
  const countries = new Intl.DisplayNames([language], { type: "region", fallback: "none" });
  const named = (name: string): string => (language === "en" ? name : (spoken[name] ?? name));
  const chosen = speaking.length > 0 ? speaking : found;
  if (chosen.length === 0) return cities;
  return chosen.map((city) => ({
    ...city,
    city: named(city.city),
    region: named(city.region),
    country: countries.of(city.code) ?? city.country,
    locale: `${language}_${city.code}`,
  }));
}

function cityOf([code, city, timezone, latitude, longitude, postcode, phone, currency, locale]: Line): City {
  return {
    city,
    region: city,
    country: code,
    code,
    latitude,
    longitude,
    postcode,
    phone,
    currency,
    timezone,
    locale,
  };
}
