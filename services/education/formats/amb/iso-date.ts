const datePattern = /^(\d{4})-(\d\d)-(\d\d)$/
const timePattern = /^(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:z|([+-])(\d\d)(?::?(\d\d))?)$/i

/** Whether a text is a full-date or a date-time of RFC 3339, section 5.6. */
export function isIsoDate(text: string): boolean {
  const [date = '', time, ...rest] = text.split(/[t\s]/i)
  if (!isDate(date) || rest.length > 0) return false
  return time === undefined || isTime(time)
}

function isDate(text: string): boolean {
  const [, year = 0, month = 0, day = 0] = (datePattern.exec(text) ?? []).map(Number)
  if (month < 1 || month > 12 || day < 1) return false
  // Day 0 of the next month is the last of this one; years below 100 would be read as 19xx, so 400 are added.
  return day <= new Date(Date.UTC(year + 400, month, 0)).getUTCDate()
}

function isTime(text: string): boolean {
  const match = timePattern.exec(text)
  if (match === null) return false
  const [hour = 0, minute = 0, second = 0] = match.slice(1, 4).map(Number)
  const offset = (match[4] === '-' ? -1 : 1) * (Number(match[5] ?? 0) * 60 + Number(match[6] ?? 0))
  if (Number(match[5] ?? 0) > 23 || Number(match[6] ?? 0) > 59) return false
  if (second < 60) return hour <= 23 && minute <= 59
  // A leap second stands at the end of a day in UTC only.
  return second === 60 && hour <= 23 && minute <= 59 && (hour * 60 + minute - offset + 2880) % 1440 === 1439
}
