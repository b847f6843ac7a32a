// RFC 3339 by character codes: these run on every date of every request and response, and a regular expression with
// captures costs ten times as much.

const [dash, colon, dot, plus, upperT, lowerT, space, upperZ, lowerZ] = Buffer.from("-:.+Tt Zz");
const daysIn = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** `full-date`, with the days that the month has. */
export function isDate(text: string): boolean {
  return text.length === 10 && isDateAt(text);
}

/** `full-time`: a time zone is part of it. */
export function isTime(text: string): boolean {
  return isTimeAt(text, 0);
}

/** `date-time`; RFC 3339 lets a space stand for the T. */
export function isDateTime(text: string): boolean {
  const between = text.charCodeAt(10);
  return (
    (between === upperT || between === lowerT || between === space) && isDateAt(text) && isTimeAt(text, 11)
  );
}

function isDateAt(text: string): boolean {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (year < 0 || text.charCodeAt(4) !== dash || text.charCodeAt(7) !== dash) return false;
  if (month === 2 && day === 29) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day >= 1 && day <= (daysIn[month - 1] ?? 0);
}

function isTimeAt(text: string, at: number): boolean {
  const [hour, minute, second] = [digits(text, at, 2), digits(text, at + 3, 2), digits(text, at + 6, 2)];
  if (text.charCodeAt(at + 2) !== colon || text.charCodeAt(at + 5) !== colon) return false;
  if (hour < 0 || minute < 0 || second < 0 || hour > 23 || minute > 59 || second > 60) return false;
  const zone = afterFraction(text, at + 8);
  if (zone < 0) return false;
  const offset = zoneOffset(text, zone);
  if (Number.isNaN(offset)) return false;
  // A leap second is the last of a day in UTC.
  return second < 60 || (((hour * 60 + minute - offset) % 1440) + 1440) % 1440 === 1439;
}

/** Where the zone begins; -1 where a fraction has no digits. */
function afterFraction(text: string, at: number): number {
  if (text.charCodeAt(at) !== dot) return at;
  let end = at + 1;
  while (digits(text, end, 1) >= 0) end++;
  return end > at + 1 ? end : -1;
}

/** Minutes ahead of UTC; NaN where the rest of the text is no zone. */
function zoneOffset(text: string, at: number): number {
  const sign = text.charCodeAt(at);
  if (sign === upperZ || sign === lowerZ) return text.length === at + 1 ? 0 : Number.NaN;
  if ((sign !== plus && sign !== dash) || text.length !== at + 6 || text.charCodeAt(at + 3) !== colon)
    return Number.NaN;
  const [hours, minutes] = [digits(text, at + 1, 2), digits(text, at + 4, 2)];
  if (hours < 0 || minutes < 0 || hours > 23 || minutes > 59) return Number.NaN;
  return (sign === plus ? 1 : -1) * (hours * 60 + minutes);
}

/** The number that `count` digits make; -1 where one of them is none. */
function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}
