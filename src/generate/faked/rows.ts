/** Methods that ask for a part of a row: what they give goes with its neighbours, a name with its e-mail address. */
const words: Readonly<Record<string, string>> = {
  "commerce.department": "department",
  "commerce.price": "price",
  "commerce.productName": "product name",
  "commerce.productDescription": "product description",
  "company.name": "company",
  "internet.domainName": "domain",
  "internet.email": "email",
  "internet.exampleEmail": "email",
  "internet.username": "user name",
  "location.city": "city",
  "location.country": "country",
  "location.countryCode": "country code",
  "location.latitude": "latitude",
  "location.longitude": "longitude",
  "location.streetAddress": "street address",
  "location.timeZone": "time zone",
  "location.zipCode": "post code",
  "person.firstName": "first name",
  "person.fullName": "full name",
  "person.lastName": "last name",
  "phone.number": "phone",
};

/** What a property would be called that means the same as the method, or undefined. */
export function wordsFor(method: string): string | undefined {
  return Object.hasOwn(words, method) ? words[method] : undefined;
}
