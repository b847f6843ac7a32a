/** A real city; streets and exact positions in it are invented. */
export interface City {
  readonly city: string;
  readonly region: string;
  readonly country: string;
  /** ISO 3166-1 alpha-2. */
  readonly code: string;
  readonly latitude: number;
  readonly longitude: number;
  /** `#` is a digit, `@` a letter; empty where the country has no postcodes. */
  readonly postcode: string;
  /** International form, `#` is a digit; numbers reserved for fiction where the country has some. */
  readonly phone: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly timezone: string;
  readonly locale: string;
}

type Line = readonly [string, string, string, number, number, string];

// Postcodes of these shapes exist in the city; the rest of a row is the country's.
// prettier-ignore
const countries: Readonly<Record<string, readonly [string, string, string, string, readonly Line[]]>> = {
  FR: ["France", "+33 6 39 98 ## ##", "EUR", "fr_FR", [
    ["Paris", "Île-de-France", "Europe/Paris", 48.8566, 2.3522, "750##"],
    ["Lyon", "Auvergne-Rhône-Alpes", "Europe/Paris", 45.764, 4.8357, "6900#"],
    ["Marseille", "Provence-Alpes-Côte d'Azur", "Europe/Paris", 43.2965, 5.3698, "1300#"],
    ["Nantes", "Pays de la Loire", "Europe/Paris", 47.2184, -1.5536, "44#00"],
    ["Bordeaux", "Nouvelle-Aquitaine", "Europe/Paris", 44.8378, -0.5792, "33#00"],
  ]],
  GB: ["United Kingdom", "+44 7700 900###", "GBP", "en_GB", [
    ["London", "England", "Europe/London", 51.5074, -0.1278, "E# #@@"],
    ["Manchester", "England", "Europe/London", 53.4808, -2.2426, "M# #@@"],
    ["Edinburgh", "Scotland", "Europe/London", 55.9533, -3.1883, "EH# #@@"],
    ["Bristol", "England", "Europe/London", 51.4545, -2.5879, "BS# #@@"],
  ]],
  DE: ["Germany", "+49 152 ### #####", "EUR", "de_DE", [
    ["Berlin", "Berlin", "Europe/Berlin", 52.52, 13.405, "10###"],
    ["Hamburg", "Hamburg", "Europe/Berlin", 53.5511, 9.9937, "20###"],
    ["Munich", "Bavaria", "Europe/Berlin", 48.1351, 11.582, "80###"],
    ["Cologne", "North Rhine-Westphalia", "Europe/Berlin", 50.9375, 6.9603, "50###"],
  ]],
  ES: ["Spain", "+34 6## ### ###", "EUR", "es_ES", [
    ["Madrid", "Community of Madrid", "Europe/Madrid", 40.4168, -3.7038, "280##"],
    ["Barcelona", "Catalonia", "Europe/Madrid", 41.3874, 2.1686, "080##"],
    ["Valencia", "Valencian Community", "Europe/Madrid", 39.4699, -0.3763, "460##"],
  ]],
  IT: ["Italy", "+39 3## ### ####", "EUR", "it_IT", [
    ["Rome", "Lazio", "Europe/Rome", 41.9028, 12.4964, "001##"],
    ["Milan", "Lombardy", "Europe/Rome", 45.4642, 9.19, "201##"],
    ["Turin", "Piedmont", "Europe/Rome", 45.0703, 7.6869, "101##"],
  ]],
  US: ["United States", "+1 ### 555 01##", "USD", "en_US", [
    ["New York", "New York", "America/New_York", 40.7128, -74.006, "100##"],
    ["Chicago", "Illinois", "America/Chicago", 41.8781, -87.6298, "606##"],
    ["San Francisco", "California", "America/Los_Angeles", 37.7749, -122.4194, "941##"],
    ["Austin", "Texas", "America/Chicago", 30.2672, -97.7431, "787##"],
    ["Seattle", "Washington", "America/Los_Angeles", 47.6062, -122.3321, "981##"],
    ["Denver", "Colorado", "America/Denver", 39.7392, -104.9903, "802##"],
  ]],
  CA: ["Canada", "+1 ### 555 01##", "CAD", "en_CA", [
    ["Toronto", "Ontario", "America/Toronto", 43.6532, -79.3832, "M#B #C#"],
    ["Montreal", "Quebec", "America/Toronto", 45.5019, -73.5674, "H#X #B#"],
    ["Vancouver", "British Columbia", "America/Vancouver", 49.2827, -123.1207, "V#B #G#"],
  ]],
  NL: ["Netherlands", "+31 6 ########", "EUR", "nl_NL", [
    ["Amsterdam", "North Holland", "Europe/Amsterdam", 52.3676, 4.9041, "10## @@"],
    ["Utrecht", "Utrecht", "Europe/Amsterdam", 52.0907, 5.1214, "35## @@"],
  ]],
  BE: ["Belgium", "+32 47# ## ## ##", "EUR", "nl_BE", [["Ghent", "Flanders", "Europe/Brussels", 51.0543, 3.7174, "90#0"]]],
  CH: ["Switzerland", "+41 79 ### ## ##", "CHF", "de_CH", [
    ["Zurich", "Zurich", "Europe/Zurich", 47.3769, 8.5417, "80##"],
    ["Geneva", "Geneva", "Europe/Zurich", 46.2044, 6.1432, "120#"],
  ]],
  AT: ["Austria", "+43 664 #######", "EUR", "de_AT", [["Vienna", "Vienna", "Europe/Vienna", 48.2082, 16.3738, "1##0"]]],
  PT: ["Portugal", "+351 91# ### ###", "EUR", "pt_PT", [["Lisbon", "Lisbon", "Europe/Lisbon", 38.7223, -9.1393, "1###-###"]]],
  IE: ["Ireland", "+353 85 ### ####", "EUR", "en_IE", [["Dublin", "Leinster", "Europe/Dublin", 53.3498, -6.2603, "D0# X#@#"]]],
  DK: ["Denmark", "+45 2# ## ## ##", "DKK", "da_DK", [["Copenhagen", "Capital Region", "Europe/Copenhagen", 55.6761, 12.5683, "2#00"]]],
  SE: ["Sweden", "+46 70 174 06 ##", "SEK", "sv_SE", [["Stockholm", "Stockholm County", "Europe/Stockholm", 59.3293, 18.0686, "11# ##"]]],
  NO: ["Norway", "+47 4## ## ###", "NOK", "nb_NO", [["Oslo", "Oslo", "Europe/Oslo", 59.9139, 10.7522, "01##"]]],
  FI: ["Finland", "+358 40 ### ####", "EUR", "fi_FI", [["Helsinki", "Uusimaa", "Europe/Helsinki", 60.1699, 24.9384, "001#0"]]],
  PL: ["Poland", "+48 5## ### ###", "PLN", "pl_PL", [
    ["Warsaw", "Masovia", "Europe/Warsaw", 52.2297, 21.0122, "00-###"],
    ["Krakow", "Lesser Poland", "Europe/Warsaw", 50.0647, 19.945, "30-###"],
  ]],
  CZ: ["Czechia", "+420 60# ### ###", "CZK", "cs_CZ", [["Prague", "Prague", "Europe/Prague", 50.0755, 14.4378, "1#0 00"]]],
  HU: ["Hungary", "+36 20 ### ####", "HUF", "hu_HU", [["Budapest", "Budapest", "Europe/Budapest", 47.4979, 19.0402, "10##"]]],
  GR: ["Greece", "+30 69# ### ####", "EUR", "el_GR", [["Athens", "Attica", "Europe/Athens", 37.9838, 23.7275, "10# ##"]]],
  RO: ["Romania", "+40 72# ### ###", "RON", "ro_RO", [["Bucharest", "Bucharest", "Europe/Bucharest", 44.4268, 26.1025, "01####"]]],
  TR: ["Turkey", "+90 53# ### ## ##", "TRY", "tr_TR", [["Istanbul", "Istanbul", "Europe/Istanbul", 41.0082, 28.9784, "34###"]]],
  IL: ["Israel", "+972 52 ### ####", "ILS", "he_IL", [["Tel Aviv", "Tel Aviv District", "Asia/Jerusalem", 32.0853, 34.7818, "6######"]]],
  AE: ["United Arab Emirates", "+971 50 ### ####", "AED", "ar_AE", [["Dubai", "Dubai", "Asia/Dubai", 25.2048, 55.2708, ""]]],
  EG: ["Egypt", "+20 10# ### ####", "EGP", "ar_EG", [["Cairo", "Cairo", "Africa/Cairo", 30.0444, 31.2357, "115##"]]],
  MA: ["Morocco", "+212 6## ## ## ##", "MAD", "fr_MA", [["Casablanca", "Casablanca-Settat", "Africa/Casablanca", 33.5731, -7.5898, "20##0"]]],
  NG: ["Nigeria", "+234 80# ### ####", "NGN", "en_NG", [["Lagos", "Lagos", "Africa/Lagos", 6.5244, 3.3792, "1000##"]]],
  KE: ["Kenya", "+254 71# ### ###", "KES", "en_KE", [["Nairobi", "Nairobi", "Africa/Nairobi", -1.2921, 36.8219, "001##"]]],
  ZA: ["South Africa", "+27 82 ### ####", "ZAR", "en_ZA", [["Cape Town", "Western Cape", "Africa/Johannesburg", -33.9249, 18.4241, "80##"]]],
  IN: ["India", "+91 98### #####", "INR", "en_IN", [
    ["Mumbai", "Maharashtra", "Asia/Kolkata", 19.076, 72.8777, "4000##"],
    ["Bengaluru", "Karnataka", "Asia/Kolkata", 12.9716, 77.5946, "5600##"],
  ]],
  SG: ["Singapore", "+65 8### ####", "SGD", "en_SG", [["Singapore", "Singapore", "Asia/Singapore", 1.3521, 103.8198, "0#####"]]],
  TH: ["Thailand", "+66 8# ### ####", "THB", "th_TH", [["Bangkok", "Bangkok", "Asia/Bangkok", 13.7563, 100.5018, "10##0"]]],
  VN: ["Vietnam", "+84 90 ### ####", "VND", "vi_VN", [["Hanoi", "Hanoi", "Asia/Ho_Chi_Minh", 21.0278, 105.8342, "100000"]]],
  ID: ["Indonesia", "+62 812 #### ####", "IDR", "id_ID", [["Jakarta", "Jakarta", "Asia/Jakarta", -6.2088, 106.8456, "10##0"]]],
  JP: ["Japan", "+81 90 #### ####", "JPY", "ja_JP", [
    ["Tokyo", "Tokyo", "Asia/Tokyo", 35.6762, 139.6503, "1##-00##"],
    ["Osaka", "Osaka", "Asia/Tokyo", 34.6937, 135.5023, "53#-00##"],
  ]],
  KR: ["South Korea", "+82 10 #### ####", "KRW", "ko_KR", [["Seoul", "Seoul", "Asia/Seoul", 37.5665, 126.978, "04###"]]],
  AU: ["Australia", "+61 491 570 ###", "AUD", "en_AU", [
    ["Sydney", "New South Wales", "Australia/Sydney", -33.8688, 151.2093, "20##"],
    ["Melbourne", "Victoria", "Australia/Melbourne", -37.8136, 144.9631, "30##"],
  ]],
  NZ: ["New Zealand", "+64 21 ### ####", "NZD", "en_NZ", [["Auckland", "Auckland", "Pacific/Auckland", -36.8509, 174.7645, "10##"]]],
  BR: ["Brazil", "+55 11 9#### ####", "BRL", "pt_BR", [["São Paulo", "São Paulo", "America/Sao_Paulo", -23.5505, -46.6333, "01###-###"]]],
  AR: ["Argentina", "+54 9 11 #### ####", "ARS", "es_AR", [["Buenos Aires", "Buenos Aires", "America/Argentina/Buenos_Aires", -34.6037, -58.3816, "C10##@@@"]]],
  CL: ["Chile", "+56 9 #### ####", "CLP", "es_CL", [["Santiago", "Santiago Metropolitan", "America/Santiago", -33.4489, -70.6693, "83#####"]]],
  CO: ["Colombia", "+57 30# ### ####", "COP", "es_CO", [["Bogotá", "Bogotá", "America/Bogota", 4.711, -74.0721, "1101##"]]],
  MX: ["Mexico", "+52 55 #### ####", "MXN", "es_MX", [["Mexico City", "Mexico City", "America/Mexico_City", 19.4326, -99.1332, "06##0"]]],
};

/** About sixty cities on six continents. */
export const cities: readonly City[] = Object.entries(countries).flatMap(
  ([code, [country, phone, currency, locale, lines]]) =>
    lines.map(([city, region, timezone, latitude, longitude, postcode]) => {
      return {
        city,
        region,
        country,
        code,
        latitude,
        longitude,
        postcode,
        phone,
        currency,
        timezone,
        locale,
      };
    }),
);
