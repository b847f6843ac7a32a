/** What fields are called in the languages their authors speak, by what they are called in English. */
// prettier-ignore
const written: Readonly<Record<string, string>> = {
  "first name": "prenom, prénoms, vorname, rufname, nombre de pila, primer nombre, primeiro nome, voornaam, imię, křestní jméno, jméno, förnamn, fornavn, etunimi, keresztnév, prenume, имя, ім'я, όνομα, 名",
  "last name": "nom de famille, nom famille, nachname, familienname, zuname, apellido, apellidos, apellido paterno, primer apellido, cognome, sobrenome, apelido, achternaam, nazwisko, příjmení, efternamn, etternavn, efternavn, sukunimi, vezetéknév, nume de familie, soyad, soyadı, фамилия, прізвище, επώνυμο, 姓, 苗字",
  "full name": "nom complet, nom prénom, nombre completo, nombre y apellidos, nome completo, volledige naam, vollständiger name, imię i nazwisko, фио, полное имя, 姓名, 氏名, 名前",
  "customer name": "kundenname, klantnaam",
  "product name": "produktname, artikelname, artikelbezeichnung, productnaam",
  name: "nom, nome, nombre, naam, nazwa, název, namn, navn, nimi, név, libellé, bezeichnung, denominación, denominazione, название, наименование, назва, 名称, 名稱, 이름",
  "user name": "benutzername, nutzername, nom utilisateur, nom d utilisateur, identifiant utilisateur, nombre de usuario, nombre usuario, nome utente, nome de usuário, gebruikersnaam, логин, имя пользователя, 用户名, ユーザー名, 사용자명",
  email: "correo, correo electrónico, courriel, adresse mail, adresse email, adresse e mail, adresse électronique, e mail adresse, email adresse, mailadresse, posta elettronica, indirizzo email, e post, epost, epostadresse, sähköposti, eposta, электронная почта, почта, 电子邮件, 邮箱, メール, メールアドレス, 이메일",
  phone: "teléfono, telefon, telefonnummer, telefoon, telefoonnummer, telefone, telefono cellulare, número de teléfono, numéro de téléphone, numéro téléphone, téléphone portable, téléphone, handy, handynummer, mobilnummer, mobiltelefon, rufnummer, móvil, celular, cellulare, puhelin, телефон, номер телефона, 电话, 电话号码, 手机, 手机号, 電話番号, 携帯電話, 전화번호",
  street: "strasse, straße, straat, rue, calle, ulica, ulice, gata, utca, улица, вулиця, 街道",
  "street name": "strassenname, straßenname, straatnaam, nom de rue, nome da rua, nombre de calle",
  "house number": "hausnummer, hausnr, huisnummer, numéro de rue, numero civico, número de casa, номер дома",
  address: "adresse, anschrift, dirección, domicilio, indirizzo, endereço, adres, adresa, osoite, адрес, 地址, 住所, 주소",
  "post code": "plz, postleitzahl, code postal, código postal, codice postale, cep, kod pocztowy, postnummer, irányítószám, почтовый индекс, індекс, 邮编, 邮政编码, 郵便番号, 우편번호",
  city: "stadt, ort, wohnort, ville, localité, ciudad, localidad, città, cidade, miasto, město, plaats, woonplaats, stad, kaupunki, город, місто, 城市, 都市, 도시",
  country: "land, pays, país, paese, kraj, země, страна, країна, 国家, 国, 국가",
  "country code": "länderkürzel, ländercode, landkürzel, code pays, código país, código de país, codice paese, код страны",
  region: "bundesland, région, provincia, província, regione, región, województwo, область, 省",
  "birth date": "geburtsdatum, geburtstag, date naissance, date de naissance, fecha nacimiento, fecha de nacimiento, data nascita, data di nascita, data nascimento, data de nascimento, geboortedatum, data urodzenia, datum narození, födelsedatum, fødselsdato, syntymäaika, дата рождения, 生日, 出生日期, 生年月日, 생년월일",
  gender: "geschlecht, sexe, sexo, género, sesso, geslacht, płeć, pohlaví, kön, пол, 性别, 性別",
  salutation: "anrede, civilité, tratamiento, aanhef",
  language: "sprache, langue, idioma, lingua, taal, język, язык, 语言, 言語, 언어",
  password: "passwort, kennwort, mot de passe, contraseña, senha, wachtwoord, hasło, пароль, 密码, パスワード, 비밀번호",
  price: "preis, prix, precio, prezzo, preço, prijs, cena, hinta, pris, цена, ціна, 价格, 価格, 가격",
  "unit price": "einzelpreis, stückpreis, prix unitaire, precio unitario, prezzo unitario, preço unitário, stukprijs, цена за единицу, 单价, 単価",
  amount: "betrag, montant, importe, monto, importo, bedrag, kwota, сумма, 金额, 金額, 금액",
  "total amount": "gesamtbetrag, prix total, precio total, prezzo totale, preço total, gesamtpreis, gesamtsumme, montant total, importe total, importo totale, totale, valor total, totaalbedrag, 总额, 合計",
  subtotal: "zwischensumme, sous total, subtotal, imponibile, subtotaal, 小计, 小計",
  quantity: "menge, anzahl, stückzahl, quantité, cantidad, quantità, quantidade, aantal, ilość, množství, количество, 数量, 수량",
  currency: "währung, waehrung, devise, moneda, valuta, moeda, waluta, валюта, 货币, 通貨",
  company: "firma, firmenname, unternehmen, entreprise, société, raison sociale, empresa, razón social, azienda, bedrijf, företag, компания, компанія, 公司, 会社, 회사",
  description: "beschreibung, descripción, descrizione, descrição, beschrijving, opis, popis, beskrivning, beskrivelse, kuvaus, описание, опис, 描述, 説明, 설명",
  title: "titel, titre, título, titolo, tytuł, заголовок, 标题, タイトル, 제목",
  comment: "bemerkung, kommentar, anmerkung, commentaire, remarque, comentario, comentário, commento, opmerking, uwagi, комментарий, примечание, 备注",
  date: "fecha, дата, 日期",
  "created at": "erstellt am, erstelldatum, angelegt am, date création, date de création, créé le, fecha creación, fecha de creación, creado en, creado el, data creazione, data di creazione, creato il, data criação, criado em, aangemaakt op, data utworzenia, дата создания, 创建时间, 作成日, 作成日時",
  "updated at": "aktualisiert am, geändert am, änderungsdatum, date modification, date de modification, date mise à jour, mis à jour le, modifié le, fecha actualización, fecha modificación, fecha de modificación, actualizado en, data modifica, modificato il, atualizado em, gewijzigd op, дата обновления, 更新时间, 更新日, 更新日時",
  "start date": "startdatum, beginndatum, date début, date de début, fecha inicio, fecha de inicio, data inizio, data di inizio, data início, begindatum, дата начала, 开始日期, 開始日",
  "end date": "enddatum, date fin, date de fin, fecha fin, fecha de fin, data fine, data di fine, data fim, einddatum, дата окончания, 结束日期, 終了日",
  user: "benutzer, nutzer, utilisateur, usuario, usuário, utente, gebruiker, użytkownik, пользователь, 用户",
  customer: "kunde, kundin, cliente, klant, klient, zákazník, клиент, покупатель, 客户, 顧客",
  employee: "mitarbeiter, mitarbeiterin, employé, empleado, dipendente, funcionário, medewerker, pracownik, сотрудник",
  doctor: "arzt, ärztin, médecin, médico, medico, врач",
  product: "produkt, produit, producto, prodotto, produto, продукт, товар, 产品, 商品, 상품",
  item: "artikel, artículo, articolo, artigo",
  sku: "artikelnummer, référence produit, código de producto, codice prodotto",
  category: "kategorie, catégorie, categoría, categoria, kategoria, категория, 类别",
  order: "bestellung, commande, pedido, ordine, zamówienie, заказ, 订单, 注文",
  invoice: "rechnung, facture, factura, fattura, fatura, faktura, счёт",
  vehicle: "fahrzeug, véhicule, vehículo, veicolo, veículo",
  book: "buch, livre, libro, livro, książka, книга",
};

/** Lower case without accents: `Straße` is `strasse`, `Código` is `codigo`. */
export function folded(text: string): string {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return plain.replaceAll("ß", "ss").replaceAll("ł", "l").replaceAll("ø", "o").replaceAll("ı", "i");
}

const separator = /[^\p{L}\d]+/u;
let english: ReadonlyMap<string, string> | undefined;

/** Made when the first name is read: folding takes some milliseconds. */
function dictionary(): ReadonlyMap<string, string> {
  return (english ??= new Map(
    Object.entries(written).flatMap(([meant, names]) =>
      names.split(", ").map((name) => [folded(name).split(separator).join(" "), meant] as const),
    ),
  ));
}

const mostWords = 4;

/** Words in English, the longest phrases first: `fecha de nacimiento` is `birth date`, `nombre` is `name`. */
export function inEnglish(words: string): string {
  const english = dictionary();
  const all = words.split(" ");
  const found: string[] = [];
  for (let i = 0; i < all.length;) {
    let length = Math.min(mostWords, all.length - i);
    let meant: string | undefined;
    for (; length > 0; length--) if ((meant = english.get(all.slice(i, i + length).join(" ")))) break;
    found.push(meant ?? all[i] ?? "");
    i += Math.max(length, 1);
  }
  return found.join(" ").replace(turned, "$1 name");
}

/** `nom client` is the name of a customer: Romance languages say what it is first. */
const turned =
  /^name (?:d[eiu] |del |do |da )?(customer|client|user|product|company|employee|doctor|category|item|city|country|street)$/;
