/** Modules that faker called otherwise when other mock servers took up `x-faker`. */
const modules: Readonly<Record<string, string>> = { name: "person", address: "location" };

const methods: Readonly<Record<string, string>> = {
  "datatype.datetime": "date.recent",
  "datatype.float": "number.float",
  "datatype.hexaDecimal": "string.hexadecimal",
  "datatype.number": "number.int",
  "datatype.string": "string.alphanumeric",
  "datatype.uuid": "string.uuid",
  "random.alpha": "string.alpha",
  "random.alphaNumeric": "string.alphanumeric",
  "random.boolean": "datatype.boolean",
  "random.number": "number.int",
  "random.numeric": "string.numeric",
  "random.uuid": "string.uuid",
  "random.word": "word.sample",
  "random.words": "word.words",
  "commerce.color": "color.human",
  "company.bs": "company.buzzPhrase",
  "company.companyName": "company.name",
  "finance.account": "finance.accountNumber",
  "image.imageUrl": "image.url",
  "internet.color": "color.rgb",
  "internet.userName": "internet.username",
  "location.cityName": "location.city",
  "location.stateAbbr": "location.state",
  "location.streetName": "location.street",
  "location.timeZone": "location.timeZone",
  "location.zipCodeByState": "location.zipCode",
  "person.findName": "person.fullName",
  "person.title": "person.jobTitle",
  "phone.phoneNumber": "phone.number",
};

/** The method as it is called now: `name.findName` is `person.fullName`. */
export function meantMethod(name: string): string {
  const [module = "", ...rest] = name.split(".");
  const moved = [Object.hasOwn(modules, module) ? (modules[module] ?? module) : module, ...rest].join(".");
  return Object.hasOwn(methods, moved) ? (methods[moved] ?? moved) : moved;
}
