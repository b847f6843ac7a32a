import { createGenerator } from "../../src/generate/generator.ts";
import type { SchemaObject } from "../../src/schema/schema.ts";
import { schemasOf } from "../support/schemas.ts";

type Value = Record<string, unknown>;
const object = (names: readonly string[], type = "string"): SchemaObject => ({
  type: "object",
  properties: Object.fromEntries(names.map((name) => [name, { type }])),
});

async function manyOf(schema: SchemaObject): Promise<readonly Value[]> {
  const generator = await createGenerator(schemasOf(schema));
  return Array.from({ length: 30 }, (_, seed) => generator.generate(schema, { seed: seed * 7919 }) as Value);
}

const capitalised = /^\p{Lu}[\p{L}'’. -]+$/u;
const anything = {
  person: /^[A-Z][\p{L}'-]+ [A-Z][\p{L}' -]+$/u,
  email: /^[a-z0-9.]+@[a-z]+\.(com|net|org|example)$/,
  phone: /^\+\d[\d -]+$/,
  street: /^\d+ [A-Z]\S* ?\S+/,
  code: /^[\dA-Z -]*$/,
  country: capitalised,
  day: /^(19[4-9]|200)\d-\d\d-\d\d$/,
  past: /^202[345]-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  time: /^202[56]-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
  money: /^\d+\.\d\d$/,
  sentence: /^[A-Z].{15,}\.$/,
};

/** What a name means, in the words and spellings that people use for it, and how it is known. */
const table: readonly (readonly [RegExp, string])[] = [
  [
    capitalised,
    "first_name firstName firstname FIRST_NAME fname given-name prenom prénom vorname Vorname primer_nombre voornaam imię jméno förnamn etunimi имя 名",
  ],
  [
    capitalised,
    "last_name lastName surname family_name nachname Familienname apellido apellidos apellido_paterno cognome sobrenome achternaam nazwisko příjmení efternamn фамилия 姓 nomDeFamille",
  ],
  [
    anything.person,
    "full_name fullName nombre_completo nomComplet nome_completo ФИО 姓名 customer_name kundenname nom_client",
  ],
  [/^[a-z]+\.[a-z]+\d+$/, "username userName login benutzername nombre_de_usuario nome_utente логин 用户名"],
  [
    anything.email,
    "email e_mail emailAddress contact_email correo correo_electronico courriel adresse_mail posta_elettronica e-post электронная_почта 邮箱 メールアドレス 이메일",
  ],
  [
    anything.phone,
    "phone phone_number mobile tel fax telefono teléfono telefon Telefonnummer telefoon téléphone handy móvil celular телефон 电话 電話番号",
  ],
  [/^(female|male)$/, "gender sex geschlecht sexe sexo sesso пол 性别"],
  [/^(Ms|Mr)$/, "salutation anrede civilité tratamiento"],
  [
    anything.day,
    "dob birth_date birthday dateOfBirth geburtsdatum Geburtstag date_de_naissance fecha_nacimiento data_di_nascita дата_рождения 生日",
  ],
  [anything.street, "street street_address address_line_1 straße strasse straat rue calle ulica улица"],
  [
    /^\d+ [A-Z].*, .*[A-Z]\w+/,
    "address full_address adresse Anschrift dirección indirizzo endereço адрес 住所",
  ],
  [/^\d+$/, "house_number hausnummer huisnummer"],
  [
    anything.code,
    "postcode zip zipCode postal_code plz PLZ postleitzahl code_postal código_postal cep kod_pocztowy почтовый_индекс 郵便番号",
  ],
  [capitalised, "city town stadt ort ville ciudad città cidade miasto plaats город 城市"],
  [anything.country, "country land pays país paese kraj страна 国家"],
  [/^[A-Z]{2}$/, "country_code countryCode länderkürzel code_pays"],
  [/^[A-Z]{3}$/, "currency currency_code währung waehrung devise moneda valuta валюта"],
  [/^[a-z]{2}$/, "language sprache langue idioma lingua язык"],
  [/^-?\d+\.\d+$/, "latitude lat longitude lng"],
  [/^[A-Z][a-z]+\/[A-Za-z_/]+$/, "timezone time_zone"],
  [/^[A-Z].+/, "company company_name firma Unternehmen entreprise empresa azienda bedrijf компания 公司"],
  [/^[a-z0-9]+\.example$/, "domain hostname"],
  [/^https:\/\//, "website url homepage logo_url avatar image_url"],
  [/^[A-Z]{2}\d{9}$/, "vat_number vat siret"],
  [
    anything.money,
    "price unit_price total_amount preis Einzelpreis prix precio prezzo preço prijs cena цена 价格 betrag montant importe gesamtbetrag",
  ],
  [/^[1-4]$/, "quantity qty menge anzahl cantidad quantité aantal количество 数量"],
  [/^[A-Z]{2,}.*-\d{4}$/, "sku artikelnummer"],
  [
    anything.past,
    "created_at createdAt date_created creation_date erstellt_am date_de_création fecha_creacion creado_en дата_создания 创建时间",
  ],
  [
    anything.past,
    "updated_at updatedAt modified_at aktualisiert_am date_modification actualizado_en 更新时间",
  ],
  [anything.time, "start_date starts_at startdatum date_début fecha_inicio data_inizio"],
  [anything.time, "end_date ends_at enddatum date_fin fecha_fin"],
  [anything.sentence, "description beschreibung descripción descrizione descrição описание"],
  [anything.sentence, "comment note bemerkung kommentar commentaire comentario комментарий"],
  [/^[A-Z].{8,}/, "title titel título titre titolo заголовок"],
  [/^[a-z2-7]{10}-[a-z2-7]{10}$/, "password passwort mot_de_passe contraseña senha пароль"],
  [/^[0-9a-f]{8}-[0-9a-f]{4}-4/, "uuid request_uuid guid"],
  [/^[A-Z]{2}\d\d/, "iban"],
  [/^\d+\.\d+\.\d+$/, "version"],
];
const names = table.flatMap(([pattern, all]) => all.split(" ").map((name) => [name, pattern] as const));

describe("a name says what its value is", () => {
  test("in more than 200 spellings and words of many languages", () => {
    expect(names.length).toBeGreaterThan(200);
    expect(new Set(names.map(([name]) => name)).size).toBe(names.length);
  });

  test.each(names)("%s", async (name, pattern) => {
    for (const value of await manyOf(object([name]))) expect(String(value[name])).toMatch(pattern);
  });
});

describe("a row hangs together in any language", () => {
  test.each([
    ["prénom", "nom", "courriel"],
    ["nombre", "apellido", "correo"],
    ["vorname", "name", "e_mail"],
    ["nome", "cognome", "posta_elettronica"],
    ["voornaam", "achternaam", "email"],
    ["имя", "фамилия", "электронная_почта"],
  ])("%s and %s are in the address", async (first, last, address) => {
    const plain = (name: unknown) =>
      String(name)
        .toLowerCase()
        .replace(/[^a-z]/g, "");
    for (const value of await manyOf(object([first, last, address])))
      expect(value[address]).toMatch(new RegExp(`^${plain(value[first])}\\.${plain(value[last])}\\d+@`));
  });

  test("a German address is in one country", async () => {
    for (const value of await manyOf(object(["plz", "ort", "land", "länderkürzel", "straße"]))) {
      if (value["ort"] !== "Paris") continue;
      expect(value).toMatchObject({ land: "France", länderkürzel: "FR" });
      expect(value["plz"]).toMatch(/^750\d\d$/);
    }
  });

  test("a Spanish history runs forward", async () => {
    for (const value of await manyOf(
      object(["fecha_creacion", "actualizado_en", "fecha_inicio", "fecha_fin"]),
    )) {
      expect(String(value["fecha_creacion"]) <= String(value["actualizado_en"])).toBe(true);
      expect(String(value["fecha_inicio"]) < String(value["fecha_fin"])).toBe(true);
    }
  });

  test("a French order line adds up", async () => {
    const line = object(["quantité", "prix_unitaire", "sous_total"], "number");
    for (const value of (await manyOf(line)) as readonly Record<string, number>[])
      expect(value["sous_total"]).toBeCloseTo((value["quantité"] ?? 0) * (value["prix_unitaire"] ?? 0), 2);
  });

  test.each([
    ["min_price", "max_price"],
    ["price_from", "price_to"],
    ["salaryMin", "salaryMax"],
    ["minAge", "maxAge"],
    ["min_quantity", "max_quantity"],
    ["from", "to"],
    ["low", "high"],
    ["start", "end"],
    ["min", "max"],
  ])("%s is less than %s", async (low, high) => {
    for (const type of ["integer", "number"]) {
      for (const value of (await manyOf(object([low, high], type))) as readonly Record<string, number>[])
        expect(value[low]).toBeLessThan(value[high] ?? NaN);
    }
  });

  test("a company has a website and a domain of its name", async () => {
    for (const value of await manyOf(object(["company", "website", "domain"]))) {
      expect(value["website"]).toBe(`https://www.${String(value["domain"])}/`);
      const plain = String(value["company"])
        .toLowerCase()
        .replace(/[^a-z0-9]/g, "")
        .slice(0, 40);
      expect(value["domain"]).toBe(`${plain}.example`);
    }
  });
});
