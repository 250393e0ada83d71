/** Numbers and times as people read them. Times are shown in Japan's zone, as futureshop and TikTok Shop Japan do. */

import { language, t } from "./words.js";

const ZONE = "Asia/Tokyo";
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86400;

const locale = () => (language() === "en" ? "en-GB" : "ja-JP");

export function count(value) {
  return new Intl.NumberFormat(locale()).format(value);
}

export function yen(value) {
  return `¥${new Intl.NumberFormat("ja-JP").format(value)}`;
}

/** One price or the range of several. */
export function priceRange(lowest, highest) {
  if (lowest === null || lowest === undefined) {
    return "—";
  }
  return lowest === highest ? yen(lowest) : `${yen(lowest)}～${yen(highest)}`;
}

/** Date and time to the minute. */
export function moment(instant) {
  return instant
    ? new Intl.DateTimeFormat(locale(), {
        timeZone: ZONE,
        year: "numeric",
        month: "2-digit",
        day: "2-digit",
        hour: "2-digit",
        minute: "2-digit",
      }).format(new Date(instant))
    : "—";
}

/** How long ago, in the largest unit that fits; a date when it is long ago. */
export function ago(instant, now = Date.now()) {
  if (!instant) {
    return "—";
  }
  const seconds = Math.round((now - new Date(instant).getTime()) / 1000);
  const relative = new Intl.RelativeTimeFormat(locale(), { numeric: "auto" });
  if (seconds < 0) {
    return ahead(-seconds, relative);
  }
  if (seconds < MINUTE) {
    return t("time.now");
  }
  if (seconds < HOUR) {
    return relative.format(-Math.floor(seconds / MINUTE), "minute");
  }
  if (seconds < DAY) {
    return relative.format(-Math.floor(seconds / HOUR), "hour");
  }
  if (seconds < 7 * DAY) {
    return relative.format(-Math.floor(seconds / DAY), "day");
  }
  return new Intl.DateTimeFormat(locale(), { timeZone: ZONE, year: "numeric", month: "2-digit", day: "2-digit" }).format(
    new Date(instant),
  );
}

function ahead(seconds, relative) {
  if (seconds < MINUTE) {
    return t("time.soon");
  }
  if (seconds < HOUR) {
    return relative.format(Math.ceil(seconds / MINUTE), "minute");
  }
  return seconds < DAY ? relative.format(Math.ceil(seconds / HOUR), "hour") : relative.format(Math.ceil(seconds / DAY), "day");
}

/** A length of time in words. */
export function duration(seconds) {
  if (seconds < MINUTE) {
    return t("time.seconds", { n: Math.max(1, Math.round(seconds)) });
  }
  if (seconds < HOUR) {
    return t("time.minutes", { n: Math.round(seconds / MINUTE) });
  }
  return t("time.hours", { n: Math.floor(seconds / HOUR), m: Math.round((seconds % HOUR) / MINUTE) });
}

/** How many characters a text has, as TikTok counts them (code points). */
export function length(text) {
  return [...text].length;
}
