'use strict';
// Numbers as people read them: three significant digits, whole numbers in full, always with their unit.

// A tie in decimals, such as 8.495, is seldom one in binary, and is rounded away from zero, as people do.
const withTiesAway = value => Number.isInteger(value) ? value : value * (1 + 1e-14);

function threeDigits(value) {
  if (value === 0) return '0';
  const before = Math.floor(Math.log10(Math.abs(value))) + 1;
  const decimals = Math.min(Math.max(0, 3 - before), 8);
  return withTiesAway(value).toLocaleString('en-US', {maximumFractionDigits: decimals});
}

const kNoData = '-';
const kThinSpace = '\u202f';

function withUnit(unit) {
  return value => value === null || value === undefined ? kNoData : threeDigits(value) + kThinSpace + unit;
}

const asMs = withUnit('ms');
const asRate = value => value === null || value === undefined ? kNoData : threeDigits(value) + '/s';
const asPercent = value => value === null || value === undefined ? kNoData : threeDigits(value * 100) + '%';
const asMegabytes = withUnit('MB');
const asProcessors = withUnit('CPU');
const asCount = value => value === null || value === undefined ? kNoData : value.toLocaleString('en-US');
const asUsers = value => asCount(value) + (value === 1 ? ' user' : ' users');

function asBytes(value) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let i = 0;
  while (value >= 999.5 && i + 1 < units.length) {
    value /= 1000;
    ++i;
  }
  return threeDigits(value) + kThinSpace + units[i];
}

// A length of time in the unit that suits it; `ms` may be null.
function asTime(ms) {
  if (ms === null || ms === undefined) return kNoData;
  if (ms !== 0 && ms < 0.0009995) return withUnit('ns')(ms * 1e6);
  if (ms !== 0 && ms < 0.9995) return withUnit('\u00b5s')(ms * 1e3);
  if (ms < 999.5) return asMs(ms);
  if (ms < 60e3) return withUnit('s')(ms / 1e3);
  const seconds = Math.round(ms / 1e3);
  const parts = [[3600, 'h'], [60, 'min'], [1, 's']];
  let rest = seconds;
  const words = [];
  for (const [size, unit] of parts) {
    const whole = Math.floor(rest / size);
    rest -= whole * size;
    if (whole > 0) words.push(whole + kThinSpace + unit);
  }
  return words.join(' ');
}

// A moment of the run, as 1:05 or 2:03:00.
function asMoment(s) {
  const whole = Math.floor(s + 0.0005);
  const two = number => String(number).padStart(2, '0');
  const minutes = Math.floor(whole / 60);
  const seconds = two(whole % 60);
  if (minutes < 60) return minutes + ':' + seconds;
  return Math.floor(minutes / 60) + ':' + two(minutes % 60) + ':' + seconds;
}

// Where bucket `i` of `parts` an octave begins, in ms.
const bucketStart = (i, parts) => 2 ** (i / parts) / 1e6;
